package io.consilium.framework.isolation.internal.host;

import io.consilium.framework.modules.PublicationSource.Place;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Which bundles run in a process of their own: those named, and those that ask for it. */
final class Isolated {
  /** Symbolic names with commas between, {@code *} for any letters; {@code all}; or nothing. */
  static final String SETTING = "consilium.plugins.isolated";

  private static final String HEADER = "Consilium-Isolation";
  private static final String PROCESS = "process";
  private static final String MODULE = "Consilium-Module";
  private static final String BRIDGE = "Consilium-Bridge";

  /** What makes the framework run a bundle's code, whatever the extender does. */
  private static final List<String> OF_THE_FRAMEWORK =
      List.of(Constants.BUNDLE_ACTIVATOR, "Service-Component", Constants.FRAGMENT_HOST);

  private final Pattern names;
  private final Path deployed;

  /**
   * @param property the framework's properties
   * @param deployed directory of the plugins' bytes: what stands elsewhere is the house itself
   */
  Isolated(Function<String, String> property, Path deployed) {
    String setting = property.apply(SETTING);
    this.names = pattern(setting == null ? "" : setting);
    this.deployed = deployed.toAbsolutePath().normalize();
  }

  private static Pattern pattern(String setting) {
    List<String> globs =
        Arrays.stream(setting.split(","))
            .map(String::strip)
            .filter(glob -> !glob.isEmpty())
            .map(glob -> glob.equals("all") ? "*" : glob)
            .map(glob -> Pattern.quote(glob).replace("*", "\\E.*\\Q"))
            .toList();
    return Pattern.compile(String.join("|", globs));
  }

  /**
   * Whether a bundle's code is to run in a process of its own, and never in this one. Mere
   * libraries run nowhere by themselves.
   */
  boolean claims(Bundle bundle) {
    return claims(bundle.getSymbolicName(), headers(bundle), () -> deployed(bundle));
  }

  private boolean claims(String name, UnaryOperator<String> headers, BooleanSupplier deployed) {
    boolean runs = headers.apply(MODULE) != null || forbidden(headers).isPresent();
    boolean wanted = headers.apply(HEADER) != null || (named(name) && deployed.getAsBoolean());
    return runs && wanted && headers.apply(BRIDGE) == null;
  }

  /**
   * Where a jar's code would run if it were deployed: apart, unless the framework would run some of
   * it by itself. Empty if it is not to be isolated.
   */
  Optional<Place> place(String name, Attributes manifest) {
    UnaryOperator<String> headers = manifest::getValue;
    return claims(name, headers, () -> true)
        ? Optional.of(new Place(forbidden(headers).isEmpty(), refusal(headers)))
        : Optional.empty();
  }

  private boolean named(String name) {
    return name != null && names.matcher(name).matches();
  }

  private boolean deployed(Bundle bundle) {
    try {
      return Wiring.file(bundle).startsWith(deployed);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Why a bundle that is claimed cannot be run apart, for a person. */
  Optional<String> refusal(Bundle bundle) {
    return refusal(headers(bundle));
  }

  private static Optional<String> refusal(UnaryOperator<String> headers) {
    String header = headers.apply(HEADER);
    if (header != null && !header.equals(PROCESS)) {
      return Optional.of(
          "The header " + HEADER + " can only be \"" + PROCESS + "\" (" + header + ").");
    }
    return forbidden(headers)
        .map(
            name ->
                "A plugin in a process of its own cannot have the header "
                    + name
                    + ": the framework would run its code in the host. Maybe move that into its"
                    + " Guice module, or take it out of "
                    + SETTING
                    + ".");
  }

  private static Optional<String> forbidden(UnaryOperator<String> headers) {
    return OF_THE_FRAMEWORK.stream().filter(name -> headers.apply(name) != null).findFirst();
  }

  private static UnaryOperator<String> headers(Bundle bundle) {
    return bundle.getHeaders("")::get;
  }
}
