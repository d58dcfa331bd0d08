/** The parts of an OpenAPI operation that examples and the page are made of. */
export interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Record<string, Media> }>
  >;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly "x-access"?: string;
  readonly "x-scope"?: string;
  readonly "x-proof"?: boolean;
  readonly "x-limit"?: string;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly maxItems?: number;
  readonly minItems?: number;
}

const methods = ["get", "post", "put", "patch", "delete"] as const;

/** Every operation of a document, in its order. */
export function operationsOf(paths: object | undefined) {
  return Object.entries(paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = (item as Partial<Record<string, Operation>>)[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

/** A request that can be sent: path parameters and required ones by their example. */
export function exampleOf({ path, operation }: { path: string; operation: Operation }) {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place, required, schema } of operation.parameters ?? []) {
    const value = String(schema?.example ?? schema?.enum?.[0] ?? "");
    if (place === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query" && required) query.set(name, value);
  }
  const body = operation.requestBody?.content["application/json"]?.schema;
  return {
    address: `/api${filled}${query.size > 0 ? `?${query}` : ""}`,
    body: body && JSON.stringify(exampleValue(body)),
  };
}

/** The schema's own example, or one of its required fields. */
export function exampleValue(schema: Schema): unknown {
  if (schema.example !== undefined) return schema.example;
  const required = Object.entries(schema.properties ?? {}).filter(
    ([name, field]) => schema.required?.includes(name) || field.example !== undefined,
  );
  return Object.fromEntries(required.map(([name, field]) => [name, exampleValue(field)]));
}
