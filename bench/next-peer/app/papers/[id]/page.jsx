import { cookies } from "next/headers";
import { Comment } from "../../../parts/comment.jsx";
import { data } from "../../../parts/data.js";
import { Byline } from "../../../parts/paper.jsx";
import { VoteButton } from "../../../parts/vote-button.jsx";

/** A paper with all its comments, for whoever is signed in. */
export default async function Page({ params }) {
  const { id } = await params;
  await cookies();
  const paper = data.papers.find((one) => one.id === id) ?? data.papers[0];
  return (
    <article>
      <h1>{paper.title}</h1>
      <Byline paper={paper} />
      <p className="abs">{paper.abstract}</p>
      <VoteButton id={paper.id} upvotes={paper.upvotes} isVoted={paper.isVoted} />
      <section className="thread">
        <h2>{data.count} comments</h2>
        <ol>
          {data.comments.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ol>
      </section>
    </article>
  );
}
