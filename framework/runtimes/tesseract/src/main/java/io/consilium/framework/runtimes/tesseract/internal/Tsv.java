package io.consilium.framework.runtimes.tesseract.internal;

import io.consilium.framework.runtimes.tesseract.OcrBlock;
import io.consilium.framework.runtimes.tesseract.OcrLine;
import io.consilium.framework.runtimes.tesseract.OcrWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Tesseract's table of words: level, page, block, paragraph, line, word, left, top, width,
 * height, confidence, text, separated by tabs; level 5 is a word.
 */
final class Tsv {
  private static final int FIELDS = 12;
  private static final String WORD = "5";

  private Tsv() {}

  static List<OcrBlock> read(String tsv) {
    Map<String, Map<String, List<OcrWord>>> blocks = new LinkedHashMap<>();
    tsv.lines()
        .map(line -> line.split("\t", FIELDS))
        .filter(fields -> fields.length == FIELDS && fields[0].equals(WORD))
        .filter(fields -> !fields[11].isBlank())
        .forEach(
            fields ->
                blocks
                    .computeIfAbsent(fields[2], block -> new LinkedHashMap<>())
                    .computeIfAbsent(fields[3] + "." + fields[4], line -> new ArrayList<>())
                    .add(word(fields)));
    return blocks.values().stream()
        .map(lines -> new OcrBlock(lines.values().stream().map(OcrLine::new).toList()))
        .toList();
  }

  private static OcrWord word(String[] fields) {
    double confidence = Double.parseDouble(fields[10]) / 100;
    return new OcrWord(
        fields[11].strip(),
        Integer.parseInt(fields[6]),
        Integer.parseInt(fields[7]),
        Integer.parseInt(fields[8]),
        Integer.parseInt(fields[9]),
        Math.max(0, Math.min(1, confidence)));
  }
}
