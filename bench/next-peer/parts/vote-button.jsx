"use client";

import { useState } from "react";

/** The part of a paper that answers at once. */
export function VoteButton({ id, upvotes, isVoted }) {
  const [state, setState] = useState({ upvotes, isVoted });
  const press = async () => {
    const by = state.isVoted ? -1 : 1;
    setState({ upvotes: state.upvotes + by, isVoted: !state.isVoted });
    await fetch(`/papers/${id}/vote`, { method: "POST" });
  };
  return (
    <button type="button" aria-pressed={state.isVoted} onClick={press}>
      {state.upvotes} votes
    </button>
  );
}
