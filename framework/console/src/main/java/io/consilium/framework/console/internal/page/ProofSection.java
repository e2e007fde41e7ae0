package io.consilium.framework.console.internal.page;

import io.consilium.api.ledger.Proof;
import java.util.Optional;

/** The proof that the answer's record is in the log, and how to check it. */
record ProofSection(Optional<Proof> proof, int records) implements Section {
  @Override
  public void write(Html html) {
    html.open("section", "aria-labelledby", "proof").element("h2", "On record", "id", "proof");
    html.element(
        "p",
        "Every decision above is one of "
            + Figures.count(records, "record", "records")
            + " in the host's log.");
    if (proof.isEmpty()) {
      html.element(
          "p",
          "No inclusion proof was at hand when this page was written. Ask for it later"
              + " with ./consilium audit show.",
          "class",
          "note");
    } else {
      proof(html, proof.get());
    }
    html.close("section");
  }

  private static void proof(Html html, Proof proof) {
    html.element(
        "p",
        "Record "
            + Figures.plain(proof.sequence())
            + " released this answer. The proof shows that it is in the log of "
            + Figures.count(proof.treeSize(), "record", "records")
            + " that the host has signed; nobody can alter, drop or add a record later without breaking it.");
    html.open("details").element("summary", "Inclusion proof (C2SP tlog-proof)");
    html.open("p")
        .text("Save the text below as a file and check it with ")
        .element("code", "./consilium audit check-proof FILE")
        .text(".")
        .close("p");
    html.open("pre").text(proof.text()).close("pre").close("details");
  }
}
