import pg from "pg";

/** What came back for a statement: its rows, and the command the server names ("SELECT", "COMMIT"; "ROLLBACK" for a COMMIT of what failed). */
export interface Answer {
  rows: Record<string, unknown>[];
  command: string;
}

/** A statement with its values. A named one is parsed, planned and described once per connection. */
export interface Sending {
  name: string | undefined;
  text: string;
  values: unknown[];
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** The columns of a statement's rows: names, and how to read the text of each. */
interface Shape {
  names: string[];
  parsers: ((text: string) => unknown)[];
}

/** What the driver's connection has beneath its documented surface (node_modules/pg/lib/connection.js). */
interface Wire {
  /** Texts of named statements, by name: those the server has, and those on their way to it. */
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  _send(bytes: Buffer): void;
  describe(portal: object): void;
  execute(portal: object): void;
  sync(): void;
}

/** What the driver's query has beneath its documented surface (node_modules/pg/lib/query.js). */
interface DriverQuery {
  name: string | undefined;
  text: string;
  values: unknown[];
  /** The driver stops its clock here. */
  callback: (error: unknown) => void;
  _result: { _types: pg.CustomTypesConfig };
  prepare(wire: Wire): void;
}

const Query = pg.Query as unknown as new (text: string) => DriverQuery;

/** What batches keep of a connection. */
interface Desk {
  /** The shapes of its named statements, by name; undefined for one without rows. */
  shapes: Map<string, Shape | undefined>;
  /** What the two below were told to send, to leave in one write. */
  collected: Buffer[];
  /** The connection for a statement that is not known yet, and for one that need not be described again. */
  describing: Wire;
  silent: Wire;
}

const desks = new WeakMap<Wire, Desk>();

function deskOf(wire: Wire): Desk {
  const found = desks.get(wire);
  if (found) return found;
  const collected: Buffer[] = [];
  const describing = Object.create(wire) as Wire;
  describing._send = (bytes) => void collected.push(bytes);
  const silent = Object.create(describing) as Wire;
  silent.describe = () => {};
  const desk = { shapes: new Map<string, Shape | undefined>(), collected, describing, silent };
  desks.set(wire, desk);
  return desk;
}

/**
 * Several statements as one query of the driver: sent in one write, behind one Sync, and so answered in one. A use case
 * that reads costs the server and us one wake-up instead of one a statement. After one that fails the server skips the
 * rest, which fail with it.
 */
export class Batch extends Query {
  /** How many statements it has. */
  readonly size: number;
  readonly #sendings: Sending[];
  readonly #answers: Answer[] = [];
  #shapes = new Map<string, Shape | undefined>();
  #executed = 0;
  /** Which statement is being answered. */
  #at = 0;
  #rows: Answer["rows"] = [];
  #shape: Shape | undefined;
  /** What went wrong while reading a row: nothing after it counts. */
  #broken: unknown;

  constructor(sendings: Sending[]) {
    super("");
    this.#sendings = sendings;
    this.size = sendings.length;
    this.callback = (error) => {
      for (const [at, { resolve, reject }] of sendings.entries()) {
        const answer = this.#answers[at];
        if (answer) resolve(answer);
        else reject(error);
      }
    };
  }

  /** Called by the driver. Returns an error instead of sending anything. */
  submit(wire: Wire): Error | null {
    const two = this.#sendings.find(({ name, text }) => name !== undefined && (textOf(wire, name) ?? text) !== text);
    if (two) return new Error(`The prepared statement ${two.name} was used for a different text.`);
    const { shapes, collected, describing, silent } = deskOf(wire);
    this.#shapes = shapes;
    for (const [at, { name, text, values }] of this.#sendings.entries()) {
      Object.assign(this, { name, text, values });
      this.prepare(name !== undefined && shapes.has(name) ? silent : describing);
      if (this.#executed > at) continue;
      // A value that cannot be sent: the driver has said so, and closed the statement, which it does not note itself.
      if (name !== undefined) delete wire.parsedStatements[name];
      break;
    }
    wire._send(Buffer.concat(collected.splice(0)));
    this.#await();
    return null;
  }

  /** Called by `prepare` when the statement is bound. */
  _getRows(wire: Wire): void {
    wire.execute({ portal: "" });
    if (++this.#executed === this.#sendings.length) wire.sync();
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => this._result._types.getTypeParser(dataTypeID, "text")),
    };
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, parsers } = this.#shape!;
    const row: Record<string, unknown> = {};
    try {
      for (let at = 0; at < fields.length; at++) {
        const text = fields[at]!;
        row[names[at]!] = text === null ? null : parsers[at]!(text);
      }
      this.#rows.push(row);
    } catch (error) {
      this.#broken ??= error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    if (this.name !== undefined) this.#shapes.set(this.name, this.#shape);
    if (!this.#broken) this.#answers.push({ rows: this.#rows, command: text.split(" ", 1)[0]! });
    this.#at++;
    this.#await();
  }

  handleReadyForQuery(): void {
    this.callback(this.#broken);
  }

  handleError(error: unknown, wire: Wire): void {
    for (const { name } of this.#sendings.slice(this.#at))
      if (name !== undefined) delete wire.submittedNamedStatements[name];
    this.callback(error);
  }

  /** Turns to the statement that is answered next, by whose name the driver notes that the server has it. */
  #await(): void {
    const { name, text = "" } = this.#sendings[this.#at] ?? {};
    this.name = name;
    this.text = text;
    this.#rows = [];
    this.#shape = name === undefined ? undefined : this.#shapes.get(name);
  }
}

const textOf = (wire: Wire, name: string) => wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
