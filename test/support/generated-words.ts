/** Word lists that generated papers are made of; one entry per field. */
export interface FieldWords {
  readonly categories: readonly string[];
  readonly venues: readonly string[];
  readonly qualities: readonly string[];
  readonly methods: readonly string[];
  readonly things: readonly string[];
  readonly settings: readonly string[];
  /** TeX that an abstract of this field may hold. */
  readonly formulas: readonly string[];
}

const list = (text: string): readonly string[] => text.split("|").map((item) => item.trim());

export const fields: readonly FieldWords[] = [
  {
    categories: ["math.NT", "math.AG", "math.CO", "math.PR"],
    venues: ["Annals of Small Theorems", "Journal of Plane Curves"],
    qualities: list(
      "sharp|effective|explicit|uniform|asymptotic|equivariant|motivic|tropical|random|extremal",
    ),
    methods: list(
      "sieve methods|degeneration|the circle method|spectral gaps|transfer operators|matroid theory|cohomology|entropy compression|martingale bounds|Fourier decay",
    ),
    things: list(
      "prime gaps|elliptic curves|moduli spaces|chromatic polynomials|lattice walks|sphere packings|zeta functions|random graphs|cap sets|theta series",
    ),
    settings: list(
      "function fields|abelian varieties|high dimension|finite groups|hyperbolic surfaces|dense hypergraphs|positive characteristic|planar maps|the critical strip|arithmetic progressions",
    ),
    formulas: ["$\\zeta(1/2 + it)$", "$O(n^{2/3}\\log n)$", "$\\mathbb{F}_q$", "$\\ell \\neq p$"],
  },
  {
    categories: ["hep-th", "cond-mat.str-el", "astro-ph.CO", "quant-ph"],
    venues: ["Letters on Matter and Light", "Review of Cold Systems"],
    qualities: list(
      "effective|topological|holographic|gapless|non-perturbative|frustrated|relativistic|dissipative|chiral|primordial",
    ),
    methods: list(
      "renormalisation flow|tensor networks|neutron scattering|lattice simulation|weak lensing|Bethe ansatz|perturbation theory|time crystals|interferometry|string duality",
    ),
    things: list(
      "black holes|spin liquids|dark matter halos|flat bands|cosmic strings|phase transitions|entangled photons|Majorana modes|neutrino masses|gravitational waves",
    ),
    settings: list(
      "twisted bilayers|the early universe|strong coupling|optical lattices|curved space|ultracold gases|two dimensions|magnetic fields|galaxy clusters|superconducting circuits",
    ),
    formulas: ["$\\Lambda$CDM", "$T_c \\approx 38\\,\\mathrm{K}$", "$e^{-S/\\hbar}$", "$SU(N)$"],
  },
  {
    categories: ["q-bio.GN", "q-bio.NC", "q-bio.PE"],
    venues: ["Cells and Circuits", "Genomes Today"],
    qualities: list(
      "single-cell|conserved|adaptive|regulatory|microbial|synaptic|evolutionary|epigenetic|plastic|symbiotic",
    ),
    methods: list(
      "long-read sequencing|calcium imaging|knock-out screens|phylogenetic inference|cryo-electron microscopy|lineage tracing|field sampling|optogenetics|ancestral reconstruction|mass spectrometry",
    ),
    things: list(
      "gene expression|protein folding|grid cells|coral bleaching|antibiotic resistance|circadian rhythms|transposable elements|bird migration|root microbiomes|cell division",
    ),
    settings: list(
      "zebrafish larvae|maize roots|deep-sea vents|the mouse cortex|yeast colonies|alpine meadows|fruit flies|bacterial biofilms|human organoids|cave fish",
    ),
    formulas: ["$R_0 = 2.4$", "$\\Delta\\Delta G$", "$p < 10^{-8}$", "$N_e \\mu$"],
  },
  {
    categories: ["medicine", "epidemiology", "public-health"],
    venues: ["Ward and Clinic", "Trials Quarterly"],
    qualities: list(
      "randomised|early|long-term|low-dose|community-based|paediatric|post-operative|preventive|remote|population-wide",
    ),
    methods: list(
      "cohort follow-up|a double-blind trial|registry linkage|screening|mendelian randomisation|telemedicine|stepped-wedge design|retinal imaging|vaccination|physiotherapy",
    ),
    things: list(
      "heart failure|childhood asthma|type 2 diabetes|hip fracture|malaria relapse|stroke recovery|sepsis|migraine|preterm birth|kidney decline",
    ),
    settings: list(
      "rural clinics|intensive care|primary care|older adults|pregnancy|emergency departments|twelve countries|dialysis patients|schools|nursing homes",
    ),
    formulas: ["95\\% CI 0.71--0.93", "$n = 4{,}812$", "HR $0.82$", "$I^2 = 12\\%$"],
  },
  {
    categories: ["econ.GN", "econ.EM", "q-fin.RM"],
    venues: ["Markets and Households", "Econometric Notes"],
    qualities: list(
      "heterogeneous|dynamic|informal|regional|strategic|intergenerational|counterfactual|progressive|green|incomplete",
    ),
    methods: list(
      "instrumental variables|synthetic controls|auction design|panel regression|matching|discontinuity designs|mechanism design|time-use surveys|structural estimation|field experiments",
    ),
    things: list(
      "minimum wages|carbon prices|school choice|housing rents|bank runs|trade tariffs|income mobility|tax evasion|crop insurance|unemployment benefits",
    ),
    settings: list(
      "border regions|village economies|monopsony|ageing societies|open economies|two-sided platforms|dual labour markets|federal states|rural credit|thin markets",
    ),
    formulas: ["$\\beta = 0.94$", "$\\mathbb{E}[y \\mid x]$", "3.1\\%", "$\\varepsilon = -0.6$"],
  },
  {
    categories: ["cs.LG", "cs.CL", "cs.CV", "cs.DS", "stat.ML"],
    venues: ["Proceedings of Learning Machines", "Transactions on Quick Algorithms"],
    qualities: list(
      "sparse|robust|self-supervised|scalable|calibrated|multilingual|interpretable|online|federated|efficient",
    ),
    methods: list(
      "diffusion models|graph neural networks|contrastive learning|attention|reinforcement learning|retrieval|distillation|convex relaxation|hashing|program synthesis",
    ),
    things: list(
      "question answering|image segmentation|speech translation|anomaly detection|code generation|recommendation|theorem proving|traffic forecasting|nearest-neighbour search|data deduplication",
    ),
    settings: list(
      "long documents|low-resource languages|streaming data|medical images|small devices|adversarial noise|legal text|robot arms|satellite images|sensor networks",
    ),
    formulas: ["$\\mathcal{O}(\\sqrt{T})$", "$\\textbf{92.4}$", "$\\epsilon$-greedy", "$k \\ll d$"],
  },
];

export const givenNames = list(
  "Ada|Blaise|Chien-Shiung|Émilie|Søren|José|Zoë|Łukasz|Nguyễn|Aisha|Ravi|Mei|Olga|Tomáš|Ingrid|Kwame|Yuki|Fatima|Björn|Siobhán",
);

export const familyNames = list(
  "Lovelace|Müller|Núñez|O'Brien|Škoda|van der Berg|García Márquez|Tanaka|Okafor|Dvořák|Lindström|Çelik|Nowak|Haddad|Kim|de la Cruz|Ivanova|Bose|Ó Súilleabháin|Peña",
);

export const institutions = list(
  "University of Ljubljana|Lab for Quiet Machines|Institute of Marine Life|Nordic School of Statistics|Universidad de Córdoba|Centre for Plain Theory|City Hospital Trust|Kyoto Weather College",
);
