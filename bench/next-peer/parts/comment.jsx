import Link from "next/link";

/** One comment with its answers; the sanitized HTML comes ready made. */
export function Comment({ comment }) {
  return (
    <li>
      <article id={`c-${comment.id}`}>
        <p className="by">
          <Link href={`/@${comment.author}`} prefetch={false}>
            {comment.author}
          </Link>{" "}
          <time dateTime={comment.at}>{comment.at}</time>
        </p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized when it was written */}
        <div dangerouslySetInnerHTML={{ __html: comment.html }} />
        <form method="post" action={`/comments/${comment.id}/reactions`}>
          <button type="submit" name="kind" value="up">
            Agree
          </button>
          <button type="submit" name="kind" value="thanks">
            Thanks
          </button>
        </form>
        <Link href={`/comments/${comment.id}`} prefetch={false}>
          Reply
        </Link>
      </article>
      {comment.answers.length > 0 && (
        <ol>
          {comment.answers.map((answer) => (
            <Comment key={answer.id} comment={answer} />
          ))}
        </ol>
      )}
    </li>
  );
}
