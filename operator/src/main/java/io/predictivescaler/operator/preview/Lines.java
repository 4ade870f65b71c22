package io.predictivescaler.operator.preview;

import java.util.List;

/** Text for a terminal of 100 columns. */
final class Lines {
    private static final int WIDTH = 100;
    private static final int LABEL = 14;

    /** Where what is said under a label begins. */
    static final int INDENT = LABEL + 2;

    private final StringBuilder text = new StringBuilder();

    Lines line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Lines gap() {
        return line("");
    }

    /** A paragraph, broken between words. */
    Lines paragraph(String words) {
        return hanging("", words, 0);
    }

    /** What is said under a label; what does not fit on the line goes on under itself. */
    Lines labelled(String label, String words) {
        return hanging(("  " + label + " ".repeat(LABEL)).substring(0, INDENT), words, INDENT);
    }

    Lines point(String words) {
        return hanging("  - ", words, 4);
    }

    Lines points(List<String> each) {
        each.forEach(this::point);
        return this;
    }

    /** {@code words} behind {@code head}, their further lines {@code indent} to the right. */
    Lines hanging(String head, String words, int indent) {
        StringBuilder line = new StringBuilder(head);
        boolean fresh = true;
        for (String word : words.split(" ", -1)) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        return line(line.toString().stripTrailing());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
