package io.consilium.framework.deployer.internal;

import io.consilium.api.policy.Policy;
import io.consilium.api.policy.Ruling;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.modules.PublicationSource.Place;
import io.consilium.framework.modules.Publications;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * Looks at a jar as an installation would, step by step, in a framework of its own in which nothing
 * is deployed: for {@code plugin check}. Nothing of the jar runs unless all before says that it
 * may. Called once, from outside of the framework, so by types of Java alone.
 *
 * <p>Framework properties: {@code consilium.check.jar}, and {@code consilium.check.start} ({@code
 * false} to run nothing of it in any case), besides those of the deployer.
 */
public final class JarCheck implements BiFunction<BundleContext, Consumer<String>, Long> {
  private static final long NONE = -1;

  private JarReport report;
  private BundleContext context;

  /**
   * Looks.
   *
   * @param framework of any bundle that is there for good, but not of the framework itself
   * @param lines told one JSON object for each step: {@code step}, {@code state} ({@code ok},
   *     {@code refused}, {@code note}, {@code skipped}), {@code message}, and what else is known
   * @return the id of the jar's bundle if it runs now, else -1
   */
  @Override
  public Long apply(BundleContext framework, Consumer<String> lines) {
    context = framework;
    report = new JarReport(lines);
    try {
      return check(Path.of(context.getProperty("consilium.check.jar")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NONE;
    }
  }

  private long check(Path file) throws InterruptedException {
    List<PluginJar> read = new ArrayList<>();
    report.step("manifest", () -> manifest(file, read));
    if (read.isEmpty()) {
      return NONE;
    }
    PluginJar jar = read.get(0);
    Admittance admittance =
        new Admittance(new Settings(context::getProperty).terms(), (list, before, revision) -> {});
    Signature[] signature = {Signature.unsigned()};
    report.step("signature", () -> signature(jar, admittance, signature));
    List<Claims> claims = new ArrayList<>();
    report.step("claims", () -> claims(jar, admittance, claims));
    Optional<Claims> claimed = claims.stream().findFirst();
    Limits[] limits = {Limits.NONE};
    report.step(
        "allow-list",
        () -> {
          limits[0] = new Limits(claimed, admittance.allowances(jar, signature[0]));
          return allowed(jar, admittance, limits[0]);
        });
    report.step("policy", () -> policy(jar, signature[0].signer().orElse(""), claimed));
    Bundle[] bundle = {null};
    report.step("needs", () -> new JarNeeds(context, report).look(bundle[0] = install(file), file));
    if (!report.well() || "false".equals(context.getProperty("consilium.check.start"))) {
      String why = report.well() ? "as asked for" : "it would be refused";
      report.skip("starts", "Nothing of it ran: " + why + ".");
      return NONE;
    }
    report.step("starts", () -> starts(jar, bundle[0], limits[0]));
    return report.well() ? bundle[0].getBundleId() : NONE;
  }

  private String manifest(Path file, List<PluginJar> read) throws BadJar {
    PluginJar jar = PluginJar.read(file, digest -> false);
    read.add(jar);
    report.fact("bundle", jar.bundle());
    report.fact("version", jar.version().toString());
    report.fact("digest", jar.digest().hex());
    return jar.bundle() + " " + jar.version() + ", SHA-256 " + jar.digest().hex();
  }

  private String signature(PluginJar jar, Admittance admittance, Signature[] found) throws BadJar {
    found[0] = admittance.signature(jar.file());
    report.fact("signer", found[0].signer().orElse(""));
    admittance.demandSignature(jar, found[0]);
    return found[0]
        .signer()
        .map(signer -> "signed by " + signer)
        .orElse("not signed, and nobody asks for it");
  }

  private String claims(PluginJar jar, Admittance admittance, List<Claims> found) throws BadJar {
    Optional<Claims> claims = admittance.claims(jar, jar.file());
    claims.ifPresent(found::add);
    report.fact("claims", JarNeeds.plain(claims.map(Claims::all).orElse(List.of())));
    return claims
        .map(Claims::words)
        .orElse("it does not say what it holds and does, and nobody asks for it");
  }

  private static String allowed(PluginJar jar, Admittance admittance, Limits limits) throws BadJar {
    admittance.demandPlace(jar, limits);
    return limits.lines().isEmpty()
        ? "no line is about it, and nobody asks for one"
        : "by line "
            + limits.lines().stream()
                .map(line -> Integer.toString(line.line()))
                .collect(Collectors.joining(", "));
  }

  private String policy(PluginJar jar, String signer, Optional<Claims> claims) throws BadJar {
    List<Ruling> rulings = new ArrayList<>();
    ServiceReference<Policy> found = context.getServiceReference(Policy.class);
    if (found == null) {
      throw new BadJar("policy", "cannot be held against the rules: policy is away");
    }
    Policy policy = context.getService(found);
    new PluginPolicy(() -> policy, (ruling, question) -> rulings.add(ruling))
        .admit(jar, signer, claims, replaced(jar), place(jar).outside());
    return rulings.isEmpty()
        ? "no rule is about plugins"
        : "allowed"
            + (rulings.get(0).rules().isEmpty()
                ? ""
                : ", by "
                    + rulings.get(0).rules().stream()
                        .map(Ruling.Matched::rule)
                        .collect(Collectors.joining(", ")));
  }

  private Place place(PluginJar jar) throws BadJar {
    try {
      return publications().place(jar.bundle(), PluginJar.manifest(jar.file()));
    } catch (IOException e) {
      throw new BadJar("not-a-jar", "is no whole jar (" + e.getMessage() + ").");
    }
  }

  private Publications publications() {
    return context.getService(context.getServiceReference(Publications.class));
  }

  /** The version that is there now; empty if none is. */
  private String replaced(PluginJar jar) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> jar.bundle().equals(bundle.getSymbolicName()))
        .map(Bundle::getVersion)
        .max(Version::compareTo)
        .map(Version::toString)
        .orElse("");
  }

  private Bundle install(Path file) throws BadJar {
    try {
      return context.installBundle("reference:" + file.toUri());
    } catch (BundleException e) {
      throw new BadJar("not-installed", "cannot be installed: " + e.getMessage());
    }
  }

  private String starts(PluginJar jar, Bundle bundle, Limits limits) throws BadJar {
    Installer.demandRunnable(place(jar));
    ClaimGate gate = ClaimGate.open(context, (who, why) -> {});
    gate.watch(bundle, limits);
    Installer.start(bundle, publications());
    List<Claim> offered =
        gate.said(bundle).stream().sorted(Comparator.comparing(Claim::words)).toList();
    report.fact("offers", JarNeeds.plain(offered));
    gate.demandWithin(bundle);
    if (offered.isEmpty()) {
      throw new BadJar(
          "offers-nothing",
          "starts and offers nothing. Maybe name its Guice module in Consilium-Module.");
    }
    return "offers " + offered.stream().map(Claim::words).collect(Collectors.joining("; "));
  }
}
