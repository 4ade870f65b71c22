package io.predictivescaler.operator.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A piece of a page. Whatever text or attribute is put in is escaped: there is no way to put in markup as text. */
public sealed interface Html {
    /** As it stands in a file. */
    default String markup() {
        StringBuilder into = new StringBuilder();
        write(into);
        return into.toString();
    }

    void write(StringBuilder into);

    /** Text, to be read as it is. */
    static Html text(String text) {
        return new Text(text);
    }

    /** An element that holds {@code content}. */
    static Element of(String name, Html... content) {
        return new Element(name, Map.of(), List.of(content));
    }

    /** An element that holds {@code content}. */
    static Element of(String name, Collection<? extends Html> content) {
        return new Element(name, Map.of(), List.copyOf(content));
    }

    /** An element that holds text. */
    static Element of(String name, String text) {
        return of(name, text(text));
    }

    /** Text. */
    record Text(String text) implements Html {
        @Override
        public void write(StringBuilder into) {
            escape(text, into);
        }
    }

    /**
     * An element.
     *
     * @param name lower case; not one whose content a browser reads by rules of its own, such as a script
     * @param attributes in the order in which they were set
     */
    record Element(String name, Map<String, String> attributes, List<Html> content) implements Html {
        private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9-]*");
        private static final Set<String> WITHOUT_END = Set.of("br", "col", "hr");
        private static final Set<String> FOREIGN = Set.of("script", "style", "textarea", "title", "iframe", "noembed");

        public Element {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            content = List.copyOf(content);
            if (!NAME.matcher(name).matches() || FOREIGN.contains(name)) {
                throw new IllegalArgumentException("an element of a page is not named " + name);
            }
            for (String attribute : attributes.keySet()) {
                if (!NAME.matcher(attribute).matches() || attribute.startsWith("on")) {
                    throw new IllegalArgumentException("an attribute of a page is not named " + attribute);
                }
            }
        }

        /** This element with an attribute more. */
        public Element with(String attribute, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, content);
        }

        /** This element with something more in it. */
        public Element and(Html more) {
            List<Html> all = new ArrayList<>(content);
            all.add(more);
            return new Element(name, attributes, all);
        }

        @Override
        public void write(StringBuilder into) {
            into.append('<').append(name);
            attributes.forEach((attribute, value) -> {
                into.append(' ').append(attribute).append("=\"");
                escape(value, into);
                into.append('"');
            });
            into.append('>');
            content.forEach(piece -> piece.write(into));
            if (!WITHOUT_END.contains(name)) {
                into.append("</").append(name).append('>');
            }
        }
    }

    /** What no file in UTF-8 and no page can hold becomes U+FFFD. */
    private static void escape(String text, StringBuilder into) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> into.append("&amp;");
                case '<' -> into.append("&lt;");
                case '>' -> into.append("&gt;");
                case '"' -> into.append("&quot;");
                case '\'' -> into.append("&#39;");
                case '\n', '\t' -> into.append((char) point);
                default -> {
                    boolean unfit = Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
                    into.appendCodePoint(unfit ? 0xFFFD : point);
                }
            }
        });
    }
}
