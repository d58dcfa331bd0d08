import type { VoteRules } from "#community";
import {
  arrangement,
  COMMENTER_WEIGHT,
  growthTerms,
  HOT_DOUBLING_HOURS,
  type PriorTerm,
  priorTerms,
  STARS_WEIGHT,
  trendingConstants,
} from "#ranking";
import { type Html, html } from "../html.ts";
import type { PageContent } from "./page.ts";

/** The rules in the open: the numbers are those the program reckons with. */
export function rankingPage(rules: VoteRules | undefined): PageContent {
  return {
    title: "How papers are ordered",
    description: "The rules by which editions, trending papers and search results are ordered.",
    section: "ranking",
    main: html`<div class="prose"><header class="headline"><h1>How papers are ordered</h1></header>
<p>Nobody’s taste is hidden here. An edition is ordered by one sum, and every paper’s page shows its own under “Why it is here”.</p>
${edition()}${votes(rules)}${trending()}${search()}</div>`,
  };
}

function edition(): Html {
  return html`<h2 class="rule">The order of an edition</h2>
<p class="formula">score = votes that count + prior</p>
<p>Votes come first: one vote outweighs everything else, because the prior always stays below 1. The prior only orders papers with equally many votes. On a young site those are nearly all of them, so it is what makes the first front pages sensible.</p>
<h2 class="rule">The prior</h2>
<p>A sum of what can be seen of a paper before anybody has voted. Each value lies between 0 and 1 and is multiplied by its weight; the weights together make 1. A withdrawn paper has no prior.</p>
<table class="terms"><thead><tr><th scope="col">What is looked at</th><th scope="col">Its value</th><th scope="col">Weight</th></tr></thead><tbody>${priorTerms.toSorted((a, b) => b.weight - a.weight).map(termRow)}</tbody></table>
<h2 class="rule">Ties</h2>
<p>Where even that is equal, a number made of the day and the paper’s id decides: it favours neither the alphabet nor whoever came first, and is another on another day.</p>
<h2 class="rule">New and discussed</h2>
<p>An edition can also be read in the order in which its papers were submitted, newest first, and by the number of their comments.</p>
<h2 class="rule">When an edition is final</h2>
<p>While its day, week or month lasts, an edition is still filling: votes and new papers change its order. Some hours after the end it is closed, with a hash over its entries, and never changes again. Papers that come later are counted, not mixed in.</p>
<p>While it is open, a moderator may put papers first or leave them out. Each time is in the <a href="/moderation">public log</a>, with the reason.</p>`;
}

function votes(rules: VoteRules | undefined): Html | "" {
  if (!rules) return "";
  const { countAfterDays, fullAfterDays, youngWeight, burstMinutes } = rules;
  const young =
    countAfterDays > 0
      ? `Votes of an account count from its ${ordinal(countAfterDays + 1)} day on`
      : "Votes of an account count at once";
  return html`<h2 class="rule" id="votes">Which votes count</h2>
<p>Every vote is shown. ${young}, once its address is proved. Of votes from one network for one paper within ${burstMinutes} minutes as many count as the square root of their number: of nine, three. Votes of accounts that moderators trust always count. Among the trending, a vote of an account younger than ${fullAfterDays} days weighs ${youngWeight}.</p>`;
}

function ordinal(number: number): string {
  const ending = number % 100 > 10 && number % 100 < 14 ? "th" : endings[number % 10];
  return `${number}${ending ?? "th"}`;
}

const endings = ["th", "st", "nd", "rd"];

function trending(): Html {
  const k = trendingConstants.priorStrength;
  const growth = growthTerms.map(
    ({ share, fadesHours }, index) =>
      html`${index > 0 ? " + " : ""}${share} (1 − e<sup>−t/${fadesHours} h</sup>)`,
  );
  const { exploration, aheadHours, surgeShare, surgeDeviations } = trendingConstants;
  const { mostPerGroup, groupedPlaces, littleSeenPlaces } = arrangement;
  return html`<h2 class="rule" id="trending">Trending</h2>
<p class="formula">score = (rate + not knowing) × share + surprise</p>
<p><b>Votes</b> U are the weights of all votes, ${COMMENTER_WEIGHT} for each person who commented (never more than the votes) and ${STARS_WEIGHT} · log(1 + stars) for the stars that its code gained in seven days.</p>
<p><b>Growth</b>: how much of its votes a paper of age t usually has, F(t) = ${growth}.</p>
<p><b>Rate</b>: the votes a paper will get in all, as far as can be told: (${k} + U) / (${k} / usual + F(age)). “Usual” is what papers of this site get, more or less by what title and abstract are about where that has been found to tell anything. Who the authors are is not looked at.</p>
<p><b>Not knowing</b>: ${exploration} standard deviations of that rate, so that new papers are tried.</p>
<p><b>Share</b>: the part of its growth that lies in the window, which ends ${aheadHours} hours from now. It is why a paper of last week must be gaining to stand here.</p>
<p><b>Surprise</b>: ${surgeShare} of what a paper older than the window gained beyond ${surgeDeviations} standard deviations above what was to be expected. It is how an old paper comes back.</p>
<p>At most ${mostPerGroup} papers of one first author or organisation stand among the first ${groupedPlaces}. Places ${littleSeenPlaces.join(" and ")} are for papers that few have seen, drawn every day by their chances. Ties are broken as in an edition.</p>
<p><b>Hot</b> is simpler: log<sub>2</sub>(1 + votes) + age counted backwards in units of ${HOT_DOUBLING_HOURS} hours, so that a day-old paper needs twice the votes of a new one.</p>`;
}

function search(): Html {
  return html`<h2 class="rule">The order of search results</h2>
<p>“Best” adds two numbers: how well the words match (in the title more than in the abstract, rare words more than common ones) and how near the meaning is. “Words” and “Meaning” use one of the two alone. A result found by meaning alone says so. A little is added for votes or citations and for being new: never more than a twentieth of the whole, so it parts results that fit equally well. Phrases in quotation marks, and searches for one paper by its title or number, go without it.</p>
<h2 class="rule">Similar papers</h2>
<p>Papers are near each other when their titles and abstracts speak of the same things; the words that say why are shown, and a paper without such a reason is not listed.</p>`;
}

function termRow({ label, rule, weight }: PriorTerm): Html {
  return html`<tr><th scope="row">${label}</th><td>${rule}</td><td>${weight}</td></tr>`;
}
