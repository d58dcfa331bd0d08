import { Masthead } from "../parts/masthead.jsx";
import "./site.css";

export const metadata = { title: "Broadsheet", description: "The daily papers" };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <a className="skip" href="#main">
          Skip to the page
        </a>
        <Masthead />
        <main id="main">{children}</main>
        <footer>
          <p className="title">Broadsheet</p>
        </footer>
      </body>
    </html>
  );
}
