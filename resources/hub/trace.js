// Checks, in the visitor's own browser, that what this page shows is what station and hub signed.
// Nothing is taken from elsewhere: proof.json and the photos are fetched anew and everything is computed here.

const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => new TextEncoder().encode(text);
const sha256 = (bytes) => crypto.subtle.digest("SHA-256", bytes);

/** The RFC 8785 form: JSON.stringify already writes texts and whole numbers as it demands. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const parts = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${parts.join(",")}}`;
}

function without(object, ...names) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** A public key (PEM) and the id that is made of it. */
async function keyOf(pem) {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, "");
  const der = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const key = await crypto.subtle.importKey("spki", der, { name: "Ed25519" }, true, ["verify"]);
  const raw = await crypto.subtle.exportKey("raw", key);
  return { key, id: hex(await sha256(raw)).slice(0, 8).toUpperCase() };
}

async function signed(by, stated, signature) {
  if (!/^[0-9a-f]{128}$/.test(signature)) return false;
  const bytes = Uint8Array.from(signature.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.verify({ name: "Ed25519" }, by.key, bytes, await sha256(bytesOf(canonical(stated))));
}

/** The code of a page: base32 of the first 16 bytes of SHA-256("trace:" + signature). */
async function codeOf(signature) {
  const digest = new Uint8Array(await sha256(bytesOf(`trace:${signature}`))).slice(0, 16);
  const bits = Array.from(digest, (one) => one.toString(2).padStart(8, "0")).join("").padEnd(130, "0");
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return bits.match(/.{5}/g).map((five) => letters[parseInt(five, 2)]).join("");
}

/** Every word of the signed page by where it stands, as the elements of this page name theirs. */
function wordsOf(value, path, into) {
  if (typeof value === "object") {
    for (const [name, one] of Object.entries(value)) wordsOf(one, path ? `${path}.${name}` : name, into);
  } else if (value !== "") into.set(path, value);
  return into;
}

const checks = {
  /** The entry is what its hash says, and the station signed it. */
  async entry({ entry }, { station }) {
    const header = without(entry, "hash", "signature");
    const hash = hex(await sha256(bytesOf(canonical(header))));
    return hash === entry.hash && entry.station === station.id && signed(station, header, entry.signature);
  },

  /** The address belongs to this entry and no other. */
  async code({ entry, statement }, { asked }) {
    return asked === statement.code && asked === (await codeOf(entry.signature));
  },

  /** The hub confirmed this very entry. */
  async receipt({ entry, receipt }, { hub }) {
    const same = receipt.station === entry.station && receipt.sequence === entry.sequence;
    return same && receipt.head === entry.hash && receipt.hub === hub.id
      && signed(hub, without(receipt, "signature"), receipt.signature);
  },

  /** The hub signed what is published, for this very entry. */
  async statement({ entry, statement }, { hub }) {
    const same = statement.station === entry.station && statement.sequence === entry.sequence;
    return same && statement.entry === entry.hash && statement.hub === hub.id
      && signed(hub, without(statement, "signature"), statement.signature);
  },

  /** This page shows exactly that: every word of it, none more, none else; the same marks and photos. */
  async page({ statement }, { lang }) {
    const said = [...document.querySelectorAll("[data-said]")];
    const stated = wordsOf(statement[lang], "", new Map());
    const marks = [...document.querySelectorAll("[data-verdict]")].map((one) => one.dataset.verdict);
    const photos = [...document.querySelectorAll("[data-photo]")].map((one) => one.dataset.photo);
    const here = statement.photos.filter((photo) => photo.here).map((photo) => photo.sha256);
    return said.length === stated.size
      && said.every((one) => stated.get(one.dataset.said) === one.textContent)
      && canonical(marks) === canonical(statement.verdicts.map((one) => one.state))
      && canonical(photos) === canonical(here)
      && document.body.dataset.standing === statement.standing
      && document.body.dataset.countersign === statement.countersign
      && (document.body.dataset.practice === "true") === statement.practice;
  },

  /** Every photo, fetched anew, has the hash that was signed. */
  async photos({ statement }, { asked }) {
    const here = statement.photos.filter((photo) => photo.here);
    if (!here.length) return statement.photos.length ? "absent" : "none";
    const fits = await Promise.all(here.map(async ({ sha256: named }) => {
      const answer = await fetch(`/t/${asked}/photos/${named}`, { cache: "no-store" });
      return answer.ok && hex(await sha256(await answer.arrayBuffer())) === named;
    }));
    if (!fits.every(Boolean)) return false;
    return here.length === statement.photos.length ? true : "absent";
  },
};

const SHAPES = { ok: "✓", bad: "✕", none: "–", absent: "!" };
const CLASSES = { ok: "ok", bad: "bad", none: "unknown", absent: "attention" };

function tell(name, outcome) {
  const found = outcome === true ? "ok" : outcome === false ? "bad" : outcome;
  const line = document.querySelector(`[data-check="${name}"]`);
  const shape = line.querySelector(".shape");
  line.dataset.found = found;
  shape.className = `shape ${CLASSES[found]}`;
  shape.textContent = SHAPES[found];
  const words = line.querySelector(".found");
  words.textContent = words.dataset[found];
  return found !== "bad";
}

function sum(found) {
  const box = document.getElementById("sum");
  const { standing, countersign, practice } = document.body.dataset;
  const signed = countersign === "none" || countersign === "agreed";
  const counts = standing === "current" && signed && practice !== "true";
  const told = found === "ok" && !counts ? "genuine" : found;
  const state = { ok: "ok", genuine: "attention", bad: "bad", cannot: "attention" }[told];
  box.className = `sum ${state}`;
  box.dataset.found = found;
  box.querySelector(".shape").textContent = { ok: "✓", genuine: "!", bad: "✕", cannot: "!" }[told];
  box.querySelector("span:last-child").textContent = document.getElementById("says").dataset[told];
}

async function canVerify() {
  try {
    const pem = "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    await keyOf(pem);
    return true;
  } catch {
    return false; // no WebCrypto on a page without TLS, or a browser from before Ed25519
  }
}

async function verify() {
  const section = document.getElementById("proof");
  if (!(await canVerify())) {
    document.getElementById("cannot").hidden = false;
    document.querySelectorAll("[data-check] .found").forEach((one) => { one.textContent = ""; });
    sum("cannot");
    return;
  }
  const asked = section.dataset.code;
  let proof = null;
  let known = { asked, lang: section.dataset.lang };
  try {
    const answer = await fetch(`/t/${asked}/proof.json`, { cache: "no-store" });
    proof = await answer.json();
    known = { ...known, hub: await keyOf(proof.hub_key), station: await keyOf(proof.station_key) };
  } catch {
    // an answer that cannot be read proves nothing: each check fails below
  }
  const outcomes = await Promise.all(Object.entries(checks).map(async ([name, check]) => {
    try {
      return tell(name, await check(proof, known));
    } catch {
      return tell(name, false);
    }
  }));
  sum(outcomes.every(Boolean) ? "ok" : "bad");
}

verify();
