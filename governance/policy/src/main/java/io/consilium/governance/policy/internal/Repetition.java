package io.consilium.governance.policy.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many parts the counted repetitions of a pattern (RE2 syntax) add when they are written out,
 * as its compiler does: those within one another multiply, those beside one another add up. No more
 * is understood of the pattern than that needs.
 */
final class Repetition {
  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

  private final String pattern;
  private final Matcher count;

  /** Parts of the groups that are open, written out; the innermost first. */
  private final Deque<Long> open = new ArrayDeque<>();

  private long sum;

  /** Of what stands just before, written out. */
  private long last;

  private int at;

  private Repetition(String pattern) {
    this.pattern = pattern;
    this.count = COUNT.matcher(pattern);
  }

  /** Whether there are more than that. */
  static boolean exceeds(String pattern, long most) {
    return new Repetition(pattern).exceeds(most);
  }

  private boolean exceeds(long most) {
    long added = 0;
    while (at < pattern.length()) {
      if (pattern.charAt(at) == '{' && count.region(at, pattern.length()).lookingAt()) {
        long more = last * (times() - 1);
        added += more;
        sum += more;
        last += more;
        at = count.end();
        if (added > most) {
          return true;
        }
      } else {
        step();
      }
    }
    return false;
  }

  private long times() {
    String most = count.group(2);
    return Math.max(1, Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most));
  }

  private void step() {
    switch (pattern.charAt(at)) {
      case '(' -> {
        open.push(sum);
        sum = 0;
        last = 0;
        at++;
      }
      case ')' -> {
        last = Math.max(1, sum);
        sum = last + (open.isEmpty() ? 0 : open.pop());
        at++;
      }
      case '[' -> part(afterClass());
      case '\\' -> escape();
      case '*', '+', '?' -> at++;
      default -> part(at + 1);
    }
  }

  private void part(int end) {
    sum++;
    last = 1;
    at = end;
  }

  private void escape() {
    if (pattern.startsWith("\\Q", at)) {
      int end = pattern.indexOf("\\E", at);
      int stop = end < 0 ? pattern.length() : end;
      sum += stop - at - 2;
      last = 1;
      at = Math.min(pattern.length(), stop + 2);
    } else {
      boolean named = at + 2 < pattern.length() && pattern.charAt(at + 2) == '{';
      boolean braces = named && "pPx".indexOf(pattern.charAt(at + 1)) >= 0;
      int end = braces ? pattern.indexOf('}', at) : at + 1;
      part(end < 0 ? pattern.length() : Math.min(pattern.length(), end + 1));
    }
  }

  /**
   * A bracket first in a class, one after a backslash, and those of a named class do not end it.
   */
  private int afterClass() {
    int end = at + (pattern.startsWith("[^", at) ? 2 : 1);
    end += pattern.startsWith("]", end) ? 1 : 0;
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      if (pattern.charAt(end) == '\\') {
        end += 2;
      } else if (pattern.startsWith("[:", end) && pattern.indexOf(":]", end + 2) > 0) {
        end = pattern.indexOf(":]", end + 2) + 2;
      } else {
        end++;
      }
    }
    return Math.min(pattern.length(), end + 1);
  }
}
