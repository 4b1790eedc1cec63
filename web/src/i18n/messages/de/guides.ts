import type { guides as en } from '../en/guides.ts';

export const guides: Readonly<Record<keyof typeof en, string>> = {
  'guides.title': 'Anleitungen',
  'guides.lead': 'Vier Wege zu einem Token. Welcher Ihrer ist, hängt davon ab, für wen Ihr Programm handelt.',
  'guides.app': 'App',
  'guides.language': 'Sprache der Beispiele',
  'guides.opens': 'Adresse',
  'guides.lacking': 'Dieser App fehlt {grants}, der Token-Endpunkt weist sie ab.',
  'guides.lacking.change': 'App ändern',
  'guides.password': 'Login und Passwort',
  'guides.password.for': 'Für native Programme und Tests, die das Login einer Person selbst haben.',
  'guides.code': 'Anmeldung im Browser',
  'guides.code.for': 'Für Web-Anwendungen: Menschen stimmen auf einer Seite von uns zu, Ihr Programm sieht nie ein Passwort.',
  'guides.company': 'Eine Firma verbindet Ihre App',
  'guides.company.for': 'Für Apps im App Center: Die Administration verbindet die ganze Firma, Ihr Programm handelt für sie.',
  'guides.client': 'Im eigenen Namen',
  'guides.client.for': 'Für einen Server, der für niemanden als sich selbst handelt, etwa um seine Secrets zu verwalten.',
  'guides.step.password.token': 'Login und Passwort gegen Tokens tauschen',
  'guides.step.password.token.text':
    'Das Zugriffstoken gilt eine Stunde, das Refresh-Token sechs Monate. Die geolocation der Antwort ist die Basis-URL aller weiteren Aufrufe.',
  'guides.step.password.call': 'Als diese Person aufrufen',
  'guides.step.password.call.text':
    'Jeder Aufruf trägt das Zugriffstoken. Erlaubt ist, was App, Token und die Rollen der Person gemeinsam erlauben.',
  'guides.step.code.agree': 'Die Person zur Zustimmung schicken',
  'guides.step.code.agree.text':
    'Öffnen Sie diese Adresse in ihrem Browser. Nach der Zustimmung kommt sie mit code, geolocation und Ihrem state zu Ihrer Redirect-Adresse zurück. Prüfen Sie state.',
  'guides.step.code.token': 'Den Code gegen Tokens tauschen',
  'guides.step.code.token.text': 'Der Code gilt einmal, wenige Minuten lang und mit derselben Redirect-Adresse wie zuvor.',
  'guides.step.code.call': 'Als diese Person aufrufen',
  'guides.step.code.call.text': 'Jeder Aufruf trägt das Zugriffstoken.',
  'guides.step.company.connect': 'Warten, bis die Firma verbindet',
  'guides.step.company.connect.text':
    'Verbindet die Administration Ihre App, kommt ihr Browser mit der id der Firma, einem Request-Token und der id der Person zu Ihrer Redirect-Adresse.',
  'guides.step.company.token': 'Das Request-Token gegen Tokens der Firma tauschen',
  'guides.step.company.token.text':
    'Es gilt einmal, binnen 24 Stunden. Bewahren Sie das Refresh-Token auf: Es ist die Verbindung der Firma zu Ihnen.',
  'guides.step.company.call': 'Als die Firma aufrufen',
  'guides.step.company.call.text':
    'Das Token einer Firma hat keine Rollen: Wo eine API für jemanden handelt, nennen Sie die Person im Aufruf.',
  'guides.step.client.token': 'Client-ID und Secret gegen ein Token tauschen',
  'guides.step.client.token.text': 'Ein Refresh-Token gibt es nicht: Fragen Sie nach einer Stunde neu.',
  'guides.step.client.call': 'Als die App aufrufen',
  'guides.step.client.call.text': 'Wenige APIs nehmen das Token einer App. Diese listet die Secrets der App, ohne deren Text.',
  'guides.step.refresh': 'Erneuern, bevor die Stunde um ist',
  'guides.step.refresh.text':
    'Bewahren Sie das Refresh-Token jeder Antwort auf: Es ersetzt das vorige, und die geolocation kann sich mit ihm ändern.',
};
