package io.predictivescaler.operator.testkit.prometheus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query, as far as it names metrics and labels. A lexer and no parser: whether Prometheus understands the query is for Prometheus to
 * say.
 */
public final class PromQl {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9a-z.]*|=~|!~|!=|==|<=|>=|\\S");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouping = new HashSet<>();
    private int at;

    private PromQl(String query) {
        this.tokens = TOKEN.matcher(query).results().map(found -> found.group()).toList();
    }

    /** A condition on a label. */
    public record Matcher(String label, String operator, String value) {}

    /** A metric, and conditions on its labels. */
    public record Selector(String metric, List<Matcher> matchers) {}

    public static PromQl of(String query) {
        PromQl read = new PromQl(query);
        while (read.at < read.tokens.size()) {
            read.next();
        }
        return read;
    }

    /** The metrics that are asked for. */
    public List<Selector> selectors() {
        return List.copyOf(selectors);
    }

    /** The labels by which series are put together. */
    public Set<String> grouping() {
        return Set.copyOf(grouping);
    }

    private void next() {
        String token = tokens.get(at++);
        if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_') {
            return;
        }
        if (GROUPING.contains(token)) {
            if (peek().equals("(")) {
                labels();
            }
        } else if (!WORDS.contains(token) && !peek().equals("(") && !GROUPING.contains(peek())) {
            selectors.add(new Selector(token, peek().equals("{") ? matchers() : List.of()));
        }
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private void labels() {
        for (at++; !peek().equals(")"); at++) {
            if (!peek().equals(",")) {
                grouping.add(peek());
            }
        }
    }

    private List<Matcher> matchers() {
        List<Matcher> matchers = new ArrayList<>();
        at++;
        while (!peek().equals("}")) {
            if (peek().equals(",")) {
                at++;
            } else {
                String value = tokens.get(at + 2);
                matchers.add(new Matcher(tokens.get(at), tokens.get(at + 1), value.substring(1, value.length() - 1)));
                at += 3;
            }
        }
        return matchers;
    }
}
