/** What every mail says of the site it comes from. */
export interface MailSite {
  readonly title: string;
  /** Without a slash at the end. */
  readonly url: string;
  readonly timeZone: string;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
  /** Domain of the address; Message-IDs and list ids end with it. */
  readonly domain: string;
}
