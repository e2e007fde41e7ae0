package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.api.host.CallContext;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.framework.runtimes.tesseract.OcrBlock;
import io.consilium.framework.runtimes.tesseract.OcrLine;
import io.consilium.framework.runtimes.tesseract.OcrRequest;
import io.consilium.framework.runtimes.tesseract.OcrWord;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Reads words in pictures at the size that is read best. Watches the call's time. */
public final class TextFinder {
  private static final int FRAME = 12;

  private final Ocr ocr;
  private final CallContext context;

  public TextFinder(Ocr ocr, CallContext context) {
    this.ocr = ocr;
    this.context = context;
  }

  /** Blocks of lines, in pixels of the picture given. */
  public List<List<Line>> blocks(Gray picture, PageMode mode, double zoom) {
    return read(picture, OcrRequest.of(mode), zoom);
  }

  /** All lines, in pixels of the picture given. */
  public List<Line> lines(Gray picture, PageMode mode, double zoom) {
    return blocks(picture, mode, zoom).stream().flatMap(List::stream).toList();
  }

  /** All words, in pixels of the picture given. */
  public List<Word> words(Gray picture, PageMode mode, double zoom) {
    return lines(picture, mode, zoom).stream().flatMap(line -> line.words().stream()).toList();
  }

  /** The words of one cell, out of the given characters only. */
  public List<Word> words(Gray picture, PageMode mode, double zoom, String alphabet) {
    return read(picture, OcrRequest.of(mode).withAlphabet(alphabet), zoom).stream()
        .flatMap(List::stream)
        .flatMap(line -> line.words().stream())
        .toList();
  }

  private List<List<Line>> read(Gray picture, OcrRequest request, double zoom) {
    if (context.cancelled()) {
      throw new CancellationException("The call was cancelled while reading text.");
    }
    Gray large = picture.scaled(zoom).framed(FRAME);
    try {
      return blocks(ocr.read(large.forOcr(), request.withLimit(context.remaining())), zoom);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The call was interrupted while reading text.");
    }
  }

  private static List<List<Line>> blocks(List<OcrBlock> read, double zoom) {
    List<List<Line>> blocks = new ArrayList<>();
    for (OcrBlock block : read) {
      List<Line> lines = new ArrayList<>();
      for (OcrLine line : block.lines()) {
        List<Word> words = line.words().stream().map(word -> word(word, zoom)).toList();
        if (!words.isEmpty()) {
          lines.add(lineOf(words));
        }
      }
      if (!lines.isEmpty()) {
        blocks.add(lines);
      }
    }
    return blocks;
  }

  /** A line around words. */
  public static Line lineOf(List<Word> words) {
    return new Line(Boxes.around(words.stream().map(Word::box).toList()), words);
  }

  private static Word word(OcrWord word, double zoom) {
    int left = (int) Math.floor((word.x() - FRAME) / zoom);
    int top = (int) Math.floor((word.y() - FRAME) / zoom);
    int right = (int) Math.ceil((word.x() + word.width() - FRAME) / zoom);
    int bottom = (int) Math.ceil((word.y() + word.height() - FRAME) / zoom);
    Box box =
        Boxes.of(Math.max(0, left), Math.max(0, top), Math.max(1, right), Math.max(1, bottom));
    return new Word(word.text(), box, word.confidence());
  }
}
