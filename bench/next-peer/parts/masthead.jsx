import Link from "next/link";
import { ThemeSwitch } from "./theme-switch.jsx";

const sections = [
  ["/daily/newest", "Today"],
  ["/weekly", "This week"],
  ["/monthly", "This month"],
  ["/archive", "Archive"],
  ["/search", "Search"],
  ["/feeds", "Feeds"],
  ["/ranking", "Ranking"],
];

export function Masthead() {
  return (
    <header className="mast">
      <form action="/search">
        <input type="search" name="q" placeholder="Search papers" aria-label="Search papers" />
      </form>
      <p className="title">
        <Link href="/" prefetch={false}>
          Broadsheet
        </Link>
      </p>
      <ThemeSwitch />
      <nav aria-label="Sections">
        <ul>
          {sections.map(([href, label]) => (
            <li key={href}>
              <Link href={href} prefetch={false}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
