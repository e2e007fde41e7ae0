package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.ExpertOffer;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.VerifierOffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What guests say that they offer. */
public final class Offers {
  private Offers() {}

  /** What is wrong with an offer; empty if nothing is. */
  public static String wrong(Message.Ready offer) {
    if (!Message.PROTOCOL.equals(offer.protocol())) {
      return "it speaks " + Words.quote(offer.protocol()) + ", not " + Message.PROTOCOL;
    }
    if (offer.experts().isEmpty() && offer.verifiers().isEmpty()) {
      return "it offers no expert and no verifier";
    }
    try {
      Set<String> ids = new HashSet<>();
      for (String id : ids(offer)) {
        if (!ids.add(id)) {
          return "it offers two plugins with the id " + id;
        }
      }
      return "";
    } catch (IllegalArgumentException e) {
      return Words.said(e.getMessage());
    } catch (NullPointerException e) {
      return "it offers something that is null";
    }
  }

  private static List<String> ids(Message.Ready offer) {
    return Stream.concat(
            offer.experts().stream().map(one -> one.descriptor().id()),
            offer.verifiers().stream().map(one -> one.descriptor().id()))
        .toList();
  }

  /** Whether two offers come to the same, whatever is left out and in whatever order. */
  static boolean same(Message.Ready one, Message.Ready other) {
    return all(one).equals(all(other));
  }

  private static Set<Object> all(Message.Ready offer) {
    Set<Object> all = new HashSet<>();
    offer.experts().stream().map(ExpertOffer::descriptor).forEach(all::add);
    offer.verifiers().stream().map(VerifierOffer::descriptor).forEach(all::add);
    return all;
  }
}
