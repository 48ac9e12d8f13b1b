type Json = unknown;
type Fields = Record<string, Json>;

/** What an intrinsic may look at while it is resolved. */
export type Lookup = {
  ref(name: string): Json;
  attribute(logicalId: string, attribute: string): Json;
  condition(name: string): boolean;
  map(name: string, first: string, second: string): Json;
};

/** The value `AWS::NoValue` leaves behind: the property that holds it disappears. */
export const NO_VALUE = Symbol('AWS::NoValue');

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: Json, where: string): Json[] => {
  if (!Array.isArray(value)) throw new Error(`${where} needs a list, not ${JSON.stringify(value)}`);
  return value;
};

/** Replaces every CloudFormation intrinsic in a value; an intrinsic the house does not know is refused. */
export function resolve(value: Json, look: Lookup): Json {
  if (Array.isArray(value)) return value.map((one) => resolve(one, look)).filter((one) => one !== NO_VALUE);
  if (!isFields(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0) {
    if (name === 'Ref') return look.ref(String(value[name]));
    if (name.startsWith('Fn::')) return intrinsic(name, value[name], look);
  }
  const fields: Fields = {};
  for (const [key, inner] of Object.entries(value)) {
    const resolved = resolve(inner, look);
    if (resolved !== NO_VALUE) fields[key] = resolved;
  }
  return fields;
}

function intrinsic(name: string, operand: Json, look: Lookup): Json {
  const run = INTRINSICS[name];
  if (!run) throw new Error(`The intrinsic ${name} cannot be resolved here: ${JSON.stringify(operand)}`);
  return run(operand, look);
}

const INTRINSICS: Record<string, (operand: Json, look: Lookup) => Json> = {
  'Fn::GetAtt': (operand, look) => {
    const [id, ...path] = Array.isArray(operand) ? operand.map(String) : String(operand).split('.');
    return look.attribute(String(id), path.join('.'));
  },
  'Fn::Join': (operand, look) => {
    const [separator, parts] = list(operand, 'Fn::Join');
    return list(resolve(parts, look), 'Fn::Join').map(asText).join(String(separator));
  },
  'Fn::Sub': (operand, look) => {
    const [text, names] = Array.isArray(operand) ? operand : [operand, {}];
    return substitute(String(text), isFields(names) ? names : {}, look);
  },
  'Fn::Select': (operand, look) => {
    const [index, choices] = list(operand, 'Fn::Select');
    return list(resolve(choices, look), 'Fn::Select')[Number(resolve(index, look))];
  },
  'Fn::Split': (operand, look) => {
    const [separator, text] = list(operand, 'Fn::Split');
    return asText(resolve(text, look)).split(String(separator));
  },
  'Fn::If': (operand, look) => {
    const [condition, yes, no] = list(operand, 'Fn::If');
    return resolve(look.condition(String(condition)) ? yes : no, look);
  },
  'Fn::FindInMap': (operand, look) => {
    const [map, first, second] = list(resolve(operand, look), 'Fn::FindInMap').map(asText);
    return look.map(String(map), String(first), String(second));
  },
};

const asText = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function substitute(text: string, names: Fields, look: Lookup): string {
  return text.replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in names) return asText(resolve(names[name], look));
    const [id, ...path] = name.split('.');
    return asText(path.length > 0 ? look.attribute(String(id), path.join('.')) : look.ref(name));
  });
}

/** A condition of the template's `Conditions` section. */
export function holds(condition: Json, look: Lookup): boolean {
  if (!isFields(condition)) return condition === true || condition === 'true';
  const [name] = Object.keys(condition);
  const operand = name === undefined ? undefined : condition[name];
  if (name === 'Condition') return look.condition(String(operand));
  if (name === 'Fn::Equals') {
    const [left, right] = list(operand, 'Fn::Equals').map((one) => resolve(one, look));
    return JSON.stringify(left) === JSON.stringify(right);
  }
  if (name === 'Fn::And') return list(operand, 'Fn::And').every((one) => holds(one, look));
  if (name === 'Fn::Or') return list(operand, 'Fn::Or').some((one) => holds(one, look));
  if (name === 'Fn::Not') return !holds(list(operand, 'Fn::Not')[0], look);
  throw new Error(`The condition ${String(name)} cannot be decided here: ${JSON.stringify(condition)}`);
}
