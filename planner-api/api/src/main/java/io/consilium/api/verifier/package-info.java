/**
 * Who checks. A {@link io.consilium.api.verifier.Verifier} looks at a {@link
 * io.consilium.api.verifier.Claim} and returns a {@link io.consilium.api.verifier.Verdict}; "the
 * verifier broke" is a verdict of its own and never reads as "the answer is wrong".
 *
 * <p>To add one: implement {@code Verifier}, bind it in a Guice module named in the bundle's {@code
 * Consilium-Module} header, name its id in a pipeline's {@code checks}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.verifier;
