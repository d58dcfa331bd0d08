import Link from "next/link";
import { VoteButton } from "./vote-button.jsx";

export function Paper({ paper, rank, withAbstract }) {
  return (
    <article className="paper">
      <span className="rank">{rank}</span>
      <p className="kicker">
        <Link href={`/search?category=${paper.category}`} prefetch={false}>
          {paper.category}
        </Link>
      </p>
      <h2>
        <Link href={`/papers/${paper.id}`} prefetch={false}>
          {paper.title}
        </Link>
      </h2>
      <Byline paper={paper} />
      {withAbstract && <p className="abs">{paper.abstract}</p>}
      <ul className="acts">
        <li>
          <VoteButton id={paper.id} upvotes={paper.upvotes} isVoted={paper.isVoted} />
        </li>
        <li>{paper.comments} comments</li>
        <li>
          <a href={paper.pdf}>PDF</a>
        </li>
        <li>
          <Link href={`/papers/${paper.id}/similar`} prefetch={false}>
            Similar
          </Link>
        </li>
      </ul>
    </article>
  );
}

export function Byline({ paper }) {
  return (
    <p className="by">
      {paper.authors.slice(0, 3).map((name, at) => (
        <span key={name}>
          {at > 0 && ", "}
          <Link href={`/authors/${encodeURIComponent(name)}`} prefetch={false}>
            {name}
          </Link>
        </span>
      ))}
      <span className="org">{paper.organization}</span>
    </p>
  );
}
