/**
 * Text recognition as a plain Java call: {@link io.consilium.framework.runtimes.tesseract.Ocr}
 * takes a gray picture and returns blocks, lines and words with their places.
 *
 * <p>Native libraries bind to this bundle's class loader, so no type of theirs shows here and
 * bundles that use this package can be replaced at will.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.runtimes.tesseract;
