import { data } from "./data.js";
import { Paper } from "./paper.jsx";

export function Edition({ period }) {
  return (
    <>
      <h1>
        <time dateTime={period}>{period}</time>
      </h1>
      <p className="count">{data.papers.length} papers</p>
      <section className="list">
        {data.papers.map((paper, at) => (
          <Paper key={paper.id} paper={paper} rank={at + 1} withAbstract={at < 4} />
        ))}
      </section>
      <aside>
        <h2>Most discussed</h2>
        <ol>
          {data.papers.slice(0, 4).map((paper) => (
            <li key={paper.id}>{paper.title}</li>
          ))}
        </ol>
      </aside>
    </>
  );
}
