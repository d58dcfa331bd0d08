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
  novel: /\b(?:called|named|dubbed|termed|coined|novel|new)\b/,
  "our-method":
    /^(?:our|the proposed|the) (?:\w+[ -]){0,3}(?:method|approach|framework|model|algorithm|architecture|system|technique|network|mechanism|strategy|module|pipeline|formulation|representation|idea|insight|key)\b/i,
  "this-is": /^(?:this|it|these|they|such)\b/i,
  number: /\d+(?:\.\d+)?\s*(?:%|x\b|×|times|points|db\b|fps|ms\b)/i,
  address: /https?:|\bcode\b|github|available|publicly|project page|video/i,
  that: /\bthat\b/i,
  "shows-that":
    /\b(?:show|demonstrate|find|observe|prove|argue|reveal|suggest|indicate|confirm)\w* (?:\w+ ){0,2}that\b/i,
  "by-doing": /\bby (?:\w+ly )?\w+ing\b/i,
  direction: /\b(?:into|from|to)\b/i,
  order: /\b(?:first|firstly|then|next|second|secondly|finally)\b/i,
  enables: /\b(?:enabl\w+|allow\w*|lets?|permit\w*|without)\b/i,
  core: /\b(?:key|core|main|central|crux|essence|heart|novelty|contributions?)\b/i,
  learns:
    /\b(?:learn\w*|train\w*|optimi[sz]\w+|predict\w*|estimat\w+|combin\w+|fus\w+|integrat\w+|decompos\w+|represent\w*|encod\w+|decod\w+|generat\w+|model(?:s|ing)|exploit\w*|utili[sz]\w+|employ\w*|incorporat\w+|extend\w*|adopt\w*)\b/i,
  colon: /[:;]/,
  aim: /\b(?:goal|aim\w*|task|problem|challeng\w+|important|crucial|critical)\b/i,
  modal: /\b(?:can|could|may|might|should|would)\b/i,
  past: /\b(?:was|were|had|have been|has been)\b/i,
  praise: /\b(?:novel|new|first|simple|efficient|effective)\b/i,
  overview:
    /\b(?:survey|overview|review|benchmark|dataset|corpus|shared task|competition|challenge)\b/i,
} as const satisfies Readonly<Record<string, RegExp>>;

/**
 * How authors propose in German, French, Spanish, Portuguese, Italian, Russian, Chinese, Japanese
 * and Korean; the cues above know English alone.
 */
export const proposesElsewhere =
  /\bstell(?:en|t)\b[^.]{0,200}\bvor\b|\bwir (?:entwickeln|präsentieren|beschreiben|schlagen)\b|\bnous (?:propos|présent|introduis|développ|décriv)ons\b|\b(?:cet|ce|l['’]) ?(?:article|travail)\b[^.]{0,30} (?:propose|présente)\b|\b(?:propon|present|introduc|desarroll)[ae]mos\b|\b(?:propo|apresenta|desenvolve)mos\b|\b(?:propon|present|introduc|svilupp)iamo\b|\bse (?:propone|presenta)\b|предлага|представл(?:ен|я)|разработан|(?:本文|我们|我們)[^。]{0,20}(?:提出|介[绍紹]|[设設][计計]|[开開][发發])|提案|を(?:開発|紹介)|제안|개발[하한]/i;
