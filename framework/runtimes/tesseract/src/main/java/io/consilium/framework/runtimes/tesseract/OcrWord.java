package io.consilium.framework.runtimes.tesseract;

/**
 * A word and where it stands, in pixels of the picture given.
 *
 * @param confidence 0 to 1
 */
public record OcrWord(String text, int x, int y, int width, int height, double confidence) {}
