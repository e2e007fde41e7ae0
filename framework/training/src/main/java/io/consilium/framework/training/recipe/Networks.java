package io.consilium.framework.training.recipe;

/** Reads the part of a recipe that describes the network. */
final class Networks {
  private Networks() {}

  static Network read(Section section) {
    Network network =
        section.word("kind", "trm", "hrm", "graph").equals("graph")
            ? graph(section)
            : tokens(section);
    section.end();
    return network;
  }

  private static Network graph(Section section) {
    return new Network.Graph(
        section.whole("width", 64, 4, 1024),
        section.whole("message", 32, 1, 1024),
        section.whole("hidden", 128, 4, 4096),
        section.whole("updates", 6, 1, 64));
  }

  private static Network tokens(Section section) {
    String kind = section.word("kind", "trm", "hrm", "graph");
    boolean hrm = kind.equals("hrm");
    int hidden = section.whole("hidden", 128, 8, 4096);
    int heads = section.whole("heads", 4, 1, 64);
    if (hidden % (2 * heads) != 0) {
      section.problem(
          "heads", "(" + heads + ") must divide half of hidden (" + hidden + "). Maybe 4.");
    }
    String mixer = hrm ? "attention" : section.word("mixer", "attention", "mlp");
    return new Network.Tokens(
        kind,
        hidden,
        heads,
        hrm ? section.whole("hLayers", 4, 1, 64) : 0,
        section.whole("lLayers", hrm ? 4 : 2, 1, 64),
        section.whole("hCycles", hrm ? 2 : 3, 1, 64),
        section.whole("lCycles", hrm ? 2 : 6, 1, 64),
        section.number("expansion", 4, 0.1, 64),
        mixer,
        mixer.equals("mlp")
            ? section.word("positions", "none", "rope", "learned")
            : section.word("positions", "rope", "learned", "none"),
        section.has("mixture") ? mixture(section.section("mixture")) : null);
  }

  private static Network.Mixture mixture(Section section) {
    Network.Mixture mixture =
        new Network.Mixture(
            section.whole("experts", 4, 2, 64),
            section.whole("active", 1, 1, 2),
            section.number("expansion", 4, 0.1, 64),
            section.word("balance", "bias", "loss"));
    section.end();
    return mixture;
  }
}
