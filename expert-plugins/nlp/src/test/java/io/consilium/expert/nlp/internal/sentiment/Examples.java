package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment.Label;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences written for training, with their labels. */
record Examples(List<String> sentences, List<Label> labels) {

  static Examples written() throws IOException {
    List<String> sentences = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    Label label = Label.NEUTRAL;
    try (InputStream in = Head.class.getResourceAsStream("examples.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("[")) {
          label = Label.valueOf(line.substring(1, line.indexOf(']')).toUpperCase(Locale.ROOT));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          sentences.add(line);
          labels.add(label);
        }
      }
    }
    return new Examples(sentences, labels);
  }
}
