/** One element of an XML record, with everything in it. */
export interface XmlElement {
  /** `title`, `dc:creator`: the prefix is ours for known namespaces, else the one written. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text and that of the elements in it, in order. */
  text: string;
  readonly children: XmlElement[];
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** Text of the first child of that name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childNamed(element, name)?.text;
}

/** Texts of all children of that name, in order. */
export function textsOf(element: XmlElement, name: string): string[] {
  return childrenNamed(element, name).map((child) => child.text);
}
