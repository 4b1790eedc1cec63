import { aheadIn, spanIn } from '../../../platform/language/language.ts';
import { html } from '../markup/html.ts';
import type { PageWords } from './index.ts';

const ahead = aheadIn('de');
const span = spanIn('de');

export const de: PageWords = {
  slogan: 'Reisen und Spesen, auf dem eigenen Server.',
  skip: 'Zum Inhalt springen',
  language: 'Sprache',
  needsScript: (signIn, account) =>
    html`Diese Anwendung braucht JavaScript. Auch ohne können Sie sich ${signIn('anmelden')} und ${account('Ihre Sitzungen sehen')}.`,

  signIn: 'Anmelden',
  signOut: 'Abmelden',
  signedInAs: (name) => html`Angemeldet als ${name}`,
  notYou: 'Nicht Sie? Abmelden',
  towards: (app) => html`Danach geht es weiter zu ${app}`,
  login: 'Anmeldename',
  loginHint: 'Meist Ihre geschäftliche E-Mail-Adresse',
  password: 'Passwort',
  passwordAgain: 'Passwort noch einmal',
  or: 'oder',
  onward: 'Weiter',
  passwordInstead: 'Lieber mit Passwort',
  byCompany: 'Über das Unternehmen anmelden',

  failed: 'Das hat nicht geklappt',
  missing: {
    login: 'Geben Sie Ihren Anmeldenamen ein.',
    password: 'Geben Sie Ihr Passwort ein.',
    currentPassword: 'Geben Sie Ihr bisheriges Passwort ein.',
    newPassword: 'Geben Sie ein neues Passwort ein.',
    firstPassword: 'Wählen Sie ein Passwort.',
    code: 'Geben Sie den Code ein.',
  },
  samePassword: 'Wählen Sie ein anderes Passwort als das bisherige.',
  passwordsDiffer: 'Die beiden neuen Passwörter stimmen nicht überein.',
  firstPasswordsDiffer: 'Die beiden Passwörter stimmen nicht überein.',
  weakPassword: {
    'too-short': (characters) => `Das Passwort ist zu schwach: Es braucht mindestens ${characters} Zeichen.`,
    'too-long-in-bytes': (bytes) => `Das Passwort ist zu lang: Es darf höchstens ${bytes} Bytes haben.`,
    'holds-login': () => 'Das Passwort ist zu schwach: Es darf den Anmeldenamen nicht enthalten.',
  },

  refusedSignIn: {
    'identity.sign-in.bad-credentials':
      'Anmeldename oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
    'identity.sign-in.locked': 'Es gab zu viele falsche Passwörter, deshalb ist dieser Anmeldename gesperrt.',
    'identity.sign-in.disabled': 'Dieses Konto ist abgeschaltet. Fragen Sie Ihre Administration.',
    'identity.sign-in.logon-denied': 'Für dieses Konto ist die Anmeldung geschlossen. Fragen Sie Ihre Administration.',
    'identity.sign-in.ip-denied':
      'Ihr Unternehmen erlaubt die Anmeldung aus diesem Netz nicht. Versuchen Sie es im Büro oder über das VPN des Unternehmens.',
    'identity.sign-in.sso-only': 'Ihr Unternehmen meldet über seinen eigenen Anbieter an, nicht mit einem Passwort.',
    'identity.sign-in.maintenance': 'Das Konto Ihres Unternehmens wird gewartet. Versuchen Sie es später noch einmal.',
    'identity.sign-in.must-change-password': 'Ihr Passwort muss geändert werden, bevor es weitergeht.',
    'identity.sign-in.elsewhere': 'Ihr Konto liegt in einem anderen Rechenzentrum. Melden Sie sich dort an.',
  },
  againIn: (minutes) => `Versuchen Sie es ${ahead(minutes, 'minute')} noch einmal, oder fragen Sie Ihre Administration.`,
  againLater: 'Versuchen Sie es später noch einmal, oder fragen Sie Ihre Administration.',
  onwardAt: (host) => `Weiter auf ${host}`,
  companyOrLink: (company, mail) =>
    html`${company('Weiter zur Anmeldung Ihres Unternehmens')} oder ${mail('Link per E-Mail senden lassen')}`,

  byMail: 'Link per E-Mail senden',
  link: {
    title: 'Mit einem Link anmelden',
    text: 'Wir senden Ihnen einen Link, der Sie einmal anmeldet. Ein Passwort brauchen Sie dafür nicht.',
    submit: 'Link senden',
    sentTitle: 'Sehen Sie in Ihre E-Mails',
    sent: (login) =>
      html`Wenn ${login} sich hier anmelden kann, ist ein Link an die bekannte Adresse unterwegs. Er gilt einmal, ${span(15, 'minute')} lang.`,
    sandbox: 'Das ist eine Sandbox',
    sandboxText: (mailbox) => html`Aus ihr geht keine E-Mail hinaus. Lesen Sie sie im ${mailbox('Postfach')}.`,
    nothing: (again) =>
      html`Nach einer Minute noch nichts da? Sehen Sie im Spam-Ordner nach, oder ${again('lassen Sie sich einen neuen senden')}.`,
    confirm: (name) => `Als ${name} anmelden?`,
    confirmText: (login) => html`Der Link in Ihrer E-Mail meldet ${login} an.`,
    uselessTitle: 'Dieser Link gilt nicht',
    useless: 'Dieser Link gilt nicht mehr',
    uselessText: `Ein Link gilt einmal, und nur ${span(15, 'minute')} lang.`,
    askNew: 'Neuen Link anfordern',
  },
  newPassword: {
    title: 'Neues Passwort wählen',
    due: 'Ihr Unternehmen bittet Sie, Ihr Passwort zu ändern, bevor es weitergeht.',
    current: 'Bisheriges Passwort',
    chosen: 'Neues Passwort',
    again: 'Neues Passwort noch einmal',
    submit: 'Ändern und anmelden',
  },
  code: {
    title: 'Code eingeben',
    text: 'Eine Authenticator-App schützt Ihr Konto. Geben Sie die sechs Ziffern ein, die sie jetzt zeigt.',
    label: 'Code',
    hint: 'Oder einen Ihrer Wiederherstellungscodes',
    lost: 'Keine App und kein Wiederherstellungscode? Ihre Administration kann diesen Schritt zurücksetzen.',
    other: 'Als jemand anderes anmelden',
    wrong: 'Der Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten, und versuchen Sie es noch einmal.',
    locked: 'Es gab zu viele falsche Codes.',
  },
  company: {
    text: 'Vielleicht hat Ihr Unternehmen eine eigene Anmeldung. Sagen Sie uns, wer Sie sind, und wir bringen Sie dorthin.',
    onward: 'Weiter zur Anmeldung Ihres Unternehmens',
    refused: {
      unknown: 'Zu diesem Anmeldenamen kennen wir kein Single Sign-on.',
      'too-many': 'Von Ihrer Adresse kamen zu viele Versuche. Versuchen Sie es später noch einmal.',
      over: 'Der Weg zu Ihrem Unternehmen und zurück hat zu lange gedauert oder begann in einem anderen Browser. Fangen Sie noch einmal an.',
      provider: 'Die Anmeldung Ihres Unternehmens ist gescheitert.',
      unverified: 'Die Anmeldung Ihres Unternehmens nannte keine bestätigte E-Mail-Adresse.',
      nobody: 'Unter dem Namen, den die Anmeldung Ihres Unternehmens nannte, gibt es hier niemanden.',
    },
  },
  invitation: {
    title: 'Willkommen bei Perdiem',
    welcome: (name) => `Willkommen, ${name}`,
    text: (company, characters) =>
      html`${company} hat ein Konto für Sie angelegt. Wählen Sie ein Passwort mit mindestens ${characters} Zeichen, und es kann losgehen.`,
    submit: 'Loslegen',
    uselessTitle: 'Diese Einladung gilt nicht',
    useless: 'Diese Einladung gilt nicht mehr',
    uselessText: `Eine Einladung gilt einmal, ${span(7, 'day')} lang, und nur bis zur nächsten.`,
    ask: (signIn) =>
      html`Lassen Sie sich von der Person, die Sie eingeladen hat, eine neue senden, oder ${signIn('melden Sie sich an')}, wenn Sie ein Passwort haben.`,
  },
  consent: {
    title: (app) => `${app} zulassen?`,
    heading: (app) => `${app} bittet um Zugriff auf Ihr Konto`,
    rights: 'Die App darf dann',
    none: 'Die App verlangt keine Rechte; sie erfährt nur, wer Sie sind.',
    allow: 'Zulassen',
    deny: 'Ablehnen',
    limits: (destination) => html`Nie mehr, als Sie selbst dürfen. Danach geht es weiter zu ${destination}.`,
    program: (scheme) => `der App (${scheme})`,
  },
  front: {
    title: 'Willkommen',
    heading: 'Reisen und Spesen, auf einem eigenen Server',
    lead: 'Perdiem führt Spesenabrechnungen vom ersten Beleg bis zur letzten Genehmigung und spricht die veröffentlichten SAP-Concur-APIs, sodass Programme, die dafür geschrieben sind, unverändert damit arbeiten.',
    docs: 'API-Dokumente',
    docsText: 'Jede Operation, mit einem Platz zum Ausprobieren.',
    account: 'Ihr Konto',
    accountText: 'Wo Sie angemeldet sind, und Ihr Passwort.',
    signInText: 'Mit Passwort oder mit einem Link per E-Mail.',
    mailbox: 'Postfach',
    mailboxText: 'Aus dieser Sandbox geht keine E-Mail hinaus: Hier liegen alle.',
  },
  account: {
    sessions: 'Wo Sie angemeldet sind',
    here: 'dieser Browser',
    since: (began, seen) => html`seit ${began}, zuletzt gesehen ${seen}`,
    signOutOf: (browser, began) => html`: ${browser}, seit ${began}`,
    changePassword: 'Passwort ändern',
    browser: 'Ein Browser',
    browserOn: (browser, system) => `${browser} auf ${system}`,
  },
  mailbox: {
    title: 'Postfach',
    lead: 'Aus dieser Sandbox geht keine E-Mail hinaus: Für wen sie auch ist, hier liegt sie.',
    about: (recipients, sent) => html`an ${recipients}, ${sent}`,
    none: 'Noch keine E-Mails.',
    older: 'Ältere E-Mails',
    all: 'Alle E-Mails',
    to: 'An',
    sent: 'Gesendet',
    gone: 'Diese E-Mail gibt es nicht',
    goneText: 'Vielleicht wurde die Sandbox inzwischen zurückgesetzt.',
  },

  trouble: {
    code: 'Code',
    reference: 'Referenz',
    stale: 'Dieses Formular ist veraltet',
    staleText:
      'Es wurde geöffnet, bevor Sie sich an- oder abgemeldet haben, oder in einem anderen Browser, oder Ihr Browser nimmt keine Cookies an. Es wurde nichts geändert: Gehen Sie zurück, laden Sie die Seite neu, und versuchen Sie es noch einmal.',
    misfit: 'Mit dieser Anfrage geht es nicht weiter',
    misfits: {
      'client-id-missing': 'Der Parameter client_id fehlt.',
      'client-unknown': 'Keine App hat diese client_id.',
      'redirect-uri-missing': 'Der Parameter redirect_uri fehlt.',
      'redirect-uri-mismatch':
        'Die redirect_uri ist nicht die, die für die App eingetragen ist, oder nicht die, mit der dieser Code verlangt wurde.',
      'grant-not-allowed': 'Diesen Weg zum Token gibt es nicht, oder die App darf ihn nicht gehen.',
    },
    denied: 'Das ist nicht für Sie bestimmt',
    deniedText: 'Ihrem Konto steht das nicht offen.',
    nothing: 'Hier ist nichts',
    nothingText: 'Die Adresse ist vielleicht vertippt, oder was hier war, gibt es nicht mehr.',
    tooLarge: 'Das war zu viel',
    tooLargeText: 'Es wurde mehr gesendet, als diese Seite annimmt. Senden Sie weniger auf einmal.',
    tooMany: 'Zu viele Anfragen',
    tooManyText: (seconds) => `Versuchen Sie es ${ahead(seconds, 'second')} noch einmal.`,
    fault: 'Hier ist etwas schiefgegangen',
    faultText:
      'Es liegt nicht an Ihnen. Versuchen Sie es noch einmal; bleibt es so, nennen Sie Ihrer Administration diese Referenz.',
    unavailable: 'Gleich wieder da',
    unavailableText: 'Der Server kann gerade nicht antworten. Versuchen Sie es gleich noch einmal.',
    other: 'Das geht nicht',
    otherText:
      'Der Server kann mit dem, was Ihr Browser gesendet hat, nichts anfangen. Gehen Sie zurück, laden Sie die Seite neu, und versuchen Sie es noch einmal.',
  },
};
