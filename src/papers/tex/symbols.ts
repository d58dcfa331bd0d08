/** Commands that stand for one sign, in mathematics and often outside it. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε eps ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
  lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ
  varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ
  Omega Ω ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ prime ′
  forall ∀ exists ∃ neg ¬ lnot ¬ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ bigcap ⋂ bigcup ⋃ setminus ∖
  sum ∑ prod ∏ int ∫ oint ∮ iint ∬ surd √ angle ∠ triangle △ square □ Box □ blacksquare ■ diamond ⋄
  times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ dagger † ddagger ‡
  ldots … dots … cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ degree ° deg ° textdegree ° checkmark ✓ xmark ✗ cmark ✓
  langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ vert | Vert ‖ lvert | rvert | lVert ‖ rVert ‖
  lbrace { rbrace } lbrack [ rbrack ] backslash \\ top ⊤ bot ⊥ colon : ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ
  aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ dag † ddag ‡ S § P ¶ copyright © textcopyright © pounds £
  textregistered ® texttrademark ™ textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “
  textquotedblright ” textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ textbar | textless <
  textgreater > textbullet • textellipsis … texttimes × textmu μ textmu µ euro € texteuro € LaTeX LaTeX TeX TeX
  BibTeX BibTeX quotedblbase „ guillemotleft « guillemotright » slash / lq ‘ rq ’ textdollar $ textperiodcentered ·
  eg e.g. ie i.e. cf cf.`
    .trim()
    .split(/\s+/)
    .flatMap((name, index, all) =>
      index % 2 === 0 ? [[name, all[index + 1] ?? ""] as const] : [],
    ),
);

/** Relations and arrows: in a line of text they stand between spaces. */
export const RELATIONS: ReadonlyMap<string, string> = new Map(
  `le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ lt < gt > ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅
  equiv ≡ propto ∝ asymp ≍ doteq ≐ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ in ∈ notin ∉ ni ∋
  subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ mid | parallel ∥ perp ⊥ models ⊨ vdash ⊢ to → rightarrow →
  longrightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ iff ⇔
  mapsto ↦ uparrow ↑ downarrow ↓ rightharpoonup ⇀ rightsquigarrow ⇝ hookrightarrow ↪ nearrow ↗ searrow ↘
  triangleq ≜ coloneqq ≔ bowtie ⋈ textrightarrow → xrightarrow → longmapsto ↦`
    .trim()
    .split(/\s+/)
    .flatMap((name, index, all) =>
      index % 2 === 0 ? [[name, all[index + 1] ?? ""] as const] : [],
    ),
);

/** Function names, set upright and apart from their argument. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  `log ln lg exp sin cos tan cot sinh cosh tanh arcsin arccos arctan min max sup inf lim limsup liminf arg argmin
  argmax det dim ker deg gcd hom Pr sec csc mod bmod poly polylog rank`.split(/\s+/),
);
