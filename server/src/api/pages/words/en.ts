import type { PasswordRule, SignInError } from '../../../modules/identity/index.ts';
import type { SingleSignOnRefused } from '../../../modules/signin/index.ts';
import { aheadIn, spanIn } from '../../../platform/language/language.ts';
import { html, type Html, type Piece } from '../markup/html.ts';

const ahead = aheadIn('en');
const span = spanIn('en');

/** Makes a link of its words. */
type Link = (words: string) => Html;

/** What the pages say. What holds a name or a link is a function of it. */
export const en = {
  slogan: 'Travel and expense, on your own server.',
  skip: 'Skip to the content',
  language: 'Language',
  needsScript: (signIn: Link, account: Link) =>
    html`This application needs JavaScript. You can ${signIn('sign in')} and ${account('see your sessions')} without it.`,

  signIn: 'Sign in',
  signOut: 'Sign out',
  signedInAs: (name: Piece) => html`Signed in as ${name}`,
  notYou: 'Not you? Sign out',
  towards: (app: Piece) => html`to continue to ${app}`,
  login: 'Login',
  loginHint: 'Usually your email address at work',
  password: 'Password',
  passwordAgain: 'Password again',
  or: 'or',
  onward: 'Continue',
  passwordInstead: 'Use a password instead',
  byCompany: 'Sign in with your company',

  failed: 'That did not work',
  missing: {
    login: 'Type your login.',
    password: 'Type your password.',
    currentPassword: 'Type your current password.',
    newPassword: 'Type a new password.',
    firstPassword: 'Choose a password.',
    code: 'Type the code.',
  },
  samePassword: 'Choose a password other than the current one.',
  passwordsDiffer: 'The two new passwords are not the same.',
  firstPasswordsDiffer: 'The two passwords are not the same.',
  weakPassword: {
    'too-short': (characters) => `The password is too weak: it needs ${characters} characters.`,
    'too-long-in-bytes': (bytes) => `The password is too long: it may hold ${bytes} bytes.`,
    'holds-login': () => 'The password is too weak: it holds the login.',
  } satisfies Record<PasswordRule, (limit: number) => string> as Record<PasswordRule, (limit: number) => string>,

  // What is said of a wrong password is said of an unknown login too.
  refusedSignIn: {
    'identity.sign-in.bad-credentials': 'The login or the password is not right. Check both and try again.',
    'identity.sign-in.locked': 'There were too many wrong passwords, so this login is locked.',
    'identity.sign-in.disabled': 'This account is disabled. Ask your administrator.',
    'identity.sign-in.logon-denied': 'Signing in is closed for this account. Ask your administrator.',
    'identity.sign-in.ip-denied':
      'Your company does not let you sign in from this network. Try again from the office or over its VPN.',
    'identity.sign-in.sso-only': 'Your company signs in through its own identity provider, not with a password.',
    'identity.sign-in.maintenance': 'Your company’s account is under maintenance. Try again later.',
    'identity.sign-in.must-change-password': 'Your password must be changed before you continue.',
    'identity.sign-in.elsewhere': 'Your account lives in another data centre. Sign in there.',
  } satisfies Record<SignInError['code'], string> as Record<SignInError['code'], string>,
  againIn: (minutes: number) => `Try again ${ahead(minutes, 'minute')}, or ask your administrator.`,
  againLater: 'Try again later, or ask your administrator.',
  onwardAt: (host: string) => `Continue at ${host}`,
  companyOrLink: (company: Link, mail: Link) =>
    html`${company('Continue with your company’s sign-in')} or ${mail('have a link sent by mail')}`,

  byMail: 'Send me a link by mail',
  link: {
    title: 'Sign in with a link',
    text: 'We mail you a link that signs you in once. You need no password for it.',
    submit: 'Send the link',
    sentTitle: 'Check your mail',
    sent: (login: Piece) =>
      html`If ${login} can sign in here, a link is on its way to the address we know. It works once, for ${span(15, 'minute')}.`,
    sandbox: 'This is a sandbox',
    sandboxText: (mailbox: Link) => html`No mail leaves it. Read it in the ${mailbox('mailbox')}.`,
    nothing: (again: Link) => html`Nothing there after a minute? Look among the unwanted mail, or ${again('ask for another')}.`,
    confirm: (name: string) => `Sign in as ${name}?`,
    confirmText: (login: Piece) => html`The link in your mail signs in ${login}.`,
    uselessTitle: 'This link does not work',
    useless: 'This link does not work any more',
    uselessText: `A link works once, for ${span(15, 'minute')} after it was sent.`,
    askNew: 'Ask for a new link',
  },
  newPassword: {
    title: 'Choose a new password',
    due: 'Your company asks you to change your password before you continue.',
    current: 'Current password',
    chosen: 'New password',
    again: 'New password again',
    submit: 'Change it and sign in',
  },
  code: {
    title: 'Enter your code',
    text: 'Your account is protected by an authenticator app. Type the six digits that it shows now.',
    label: 'Code',
    hint: 'Or one of your recovery codes',
    lost: 'No app and no recovery code? An administrator of your company can reset this step.',
    other: 'Sign in as somebody else',
    wrong: 'The code is not right, or was used before. Wait for the next one and try again.',
    locked: 'There were too many wrong codes.',
  },
  company: {
    text: 'Your company may have a sign-in of its own. Tell us who you are, and we take you there.',
    onward: 'On to your company’s sign-in',
    refused: {
      unknown: 'We know of no single sign-on for this login.',
      'too-many': 'There were too many attempts from your address. Try again later.',
      over: 'The way to your company and back took too long, or began in another browser. Begin again.',
      provider: 'Your company’s sign-in did not work out.',
      unverified: 'Your company’s sign-in gave no mail address that it vouches for.',
      nobody: 'Nobody at your company here has the name that your company’s sign-in gave.',
    } satisfies Record<SingleSignOnRefused['reason'], string>,
  },
  invitation: {
    title: 'Welcome to Perdiem',
    welcome: (name: string) => `Welcome, ${name}`,
    text: (company: Piece, characters: number) =>
      html`${company} has made an account for you. Choose a password of at least ${characters} characters, and you are in.`,
    submit: 'Begin',
    uselessTitle: 'This invitation does not work',
    useless: 'This invitation does not work any more',
    uselessText: `An invitation works once, for ${span(7, 'day')}, and a newer one takes its place.`,
    ask: (signIn: Link) => html`Ask whoever invited you for another, or ${signIn('sign in')} if you have a password.`,
  },
  consent: {
    title: (app: string) => `Allow ${app}?`,
    heading: (app: string) => `${app} asks for access to your account`,
    rights: 'It will be able to',
    none: 'It asks for no rights beyond knowing who you are.',
    allow: 'Allow',
    deny: 'Deny',
    limits: (destination: Piece) => html`Only ever what you may do yourself. You then continue to ${destination}.`,
    program: (scheme: string) => `the app (${scheme})`,
  },
  front: {
    title: 'Welcome',
    heading: 'Travel and expense, on a server of your own',
    lead: 'Perdiem keeps expense reports from the first receipt to the last approval, and speaks the published SAP Concur APIs, so that programs written for those work with it unchanged.',
    docs: 'API documents',
    docsText: 'Every operation, with a place to try it.',
    account: 'Your account',
    accountText: 'Where you are signed in, and your password.',
    signInText: 'With a password, or with a link by mail.',
    mailbox: 'Mailbox',
    mailboxText: 'No mail leaves this sandbox: it is all here.',
  },
  account: {
    sessions: 'Where you are signed in',
    here: 'this browser',
    since: (began: Piece, seen: Piece) => html`since ${began}, last seen ${seen}`,
    signOutOf: (browser: string, began: Piece) => html` of ${browser}, since ${began}`,
    changePassword: 'Change the password',
    browser: 'A browser',
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  },
  mailbox: {
    title: 'Mailbox',
    lead: 'No mail leaves this sandbox: whoever it is for, it is here.',
    about: (recipients: string, sent: Piece) => html`to ${recipients}, ${sent}`,
    none: 'There is no mail yet.',
    older: 'Older mail',
    all: 'All mail',
    to: 'To',
    sent: 'Sent',
    gone: 'There is no such mail',
    goneText: 'The sandbox may have been reset since.',
  },

  trouble: {
    code: 'Code',
    reference: 'Reference',
    stale: 'This form is out of date',
    staleText:
      'It was opened before you signed in or out, or in another browser, or your browser keeps no cookies. Nothing was changed: go back, load the page again and repeat.',
    misfit: 'This request cannot continue',
    misfits: {
      'client-id-missing': 'The parameter client_id is missing.',
      'client-unknown': 'No app has this client_id.',
      'redirect-uri-missing': 'The parameter redirect_uri is missing.',
      'redirect-uri-mismatch': 'The redirect_uri is not the one registered, or not the one this code was requested with.',
      'grant-not-allowed': 'This grant is unknown, or this app may not use it.',
    },
    denied: 'That is not for you',
    deniedText: 'Your account does not open this.',
    nothing: 'There is nothing here',
    nothingText: 'The address may be mistyped, or what was here is gone.',
    tooLarge: 'That was too much',
    tooLargeText: 'More was sent than this page takes. Send less at once.',
    tooMany: 'Too many requests',
    tooManyText: (seconds: number) => `Try again ${ahead(seconds, 'second')}.`,
    fault: 'Something went wrong here',
    faultText: 'It is not your doing. Try again; if it stays so, tell your administrator this reference.',
    unavailable: 'Back in a moment',
    unavailableText: 'The server cannot answer right now. Try again in a moment.',
    other: 'That cannot be done',
    otherText: 'The server cannot make sense of what your browser sent. Go back, load the page again and repeat.',
  },
};
