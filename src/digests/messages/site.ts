/** What every mail says of the site it comes from. */
export interface MailSite {
  readonly title: string;
  /** Without a slash at the end. */
  readonly url: string;
  readonly timeZone: string;
}
