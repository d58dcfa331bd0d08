/** Kinds of words that speak for or against a sentence saying what the paper contributes. */
export const cues = {
  idea: /\b(?:key|main|core) (?:idea|insight)\b|\bour idea\b|\bidea is\b|\binsight\b/i,
  "this-paper":
    /\b(?:in|with) this (?:paper|work|article|study|report)\b|\bthis (?:paper|work|article|study)\b|\bhere,? we\b/i,
  studies:
    /\b(?:we|paper|work|article)\b[^.]{0,40}\b(?:stud(?:y|ies)|investigat\w+|explor\w+|examin\w+|analy[sz]\w+|revisit\w*|consider|address\w*|tackle\w*|focus\w*|aim\w*|seek)\b/i,
  we: /^(?:\w+,\s+)?(?:here,?\s+)?we\b/i,
  means: /\b(?:by|using|based on|that uses?|which|via|leverag\w+|through|consists?)\b/i,
  method:
    /\b(?:method|approach|framework|model|algorithm|architecture|system|technique|network|mechanism|strategy|module|pipeline|paradigm|loss|dataset|benchmark)\b/i,
  "to-this-end":
    /^to (?:this|that) end|^to (?:address|tackle|overcome|solve|alleviate|mitigate|bridge|remedy)|^motivated by|^inspired by|^instead|^(?:in|by) contrast/i,
  specifically: /^(?:specifically|concretely|in particular|more specifically)\b/i,
  our: /\bour\b/i,
  background:
    /^(?:however|but|yet|although|though|while|despite|unfortunately|existing|current|previous|prior|recent|recently|most|many|traditional|conventional)\b|\b(?:remains?|suffer\w*|challeng\w+|limited|lack\w*|fail\w*)\b/i,
  results:
    /\b(?:experiment\w*|evaluat\w+|results?|outperform\w*|state-of-the-art|sota|improve(?:s|ments?)|achiev\w+|accuracy|benchmarks?|compar\w+|demonstrat\w+|show[sn]?|datasets?)\b/i,
  aftermath:
    /^(?:extensive|experiment\w*|results?|our (?:results|experiments|evaluation|method|approach|model|framework)|we (?:show|demonstrate|evaluate|also|further|find|observe|test|validate|report)|compar\w+|empirical\w*|evaluat\w+|numerical|through|finally|moreover|furthermore|additionally|in addition|lastly|also)\b/i,
  proposes:
    /\b(?:we|paper|work|article|study|authors?)\b[^.]{0,60}\b(?:propos\w+|introduc\w+|present\w*|develop\w*|devis\w+|design\w*|describ\w+|formulat\w+|offers?|provid\w+|contribut\w+|suggest\w*|put forward)\b/i,
  acronym: /\b(?:[A-Z][a-z]*[A-Z]\w*|[A-Z]{2,}[\w-]*)\b/,
  "in-brackets": /\([A-Z][\w-]*\)/,
  novel: /\b(?:called|named|dubbed|termed|coined|novel|new)\b/,
} as const satisfies Readonly<Record<string, RegExp>>;
