package io.predictivescaler.operator.metrics;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus says of a query it did not answer.
 *
 * @param type its {@code errorType}, empty when what answered is not Prometheus
 * @param error its own message, not yet safe to show
 */
record ErrorAnswer(String type, String error) {
    /** More than any message of Prometheus' has. */
    private static final long LONGEST = 64 << 10;

    private static final int LONGEST_SHOWN = 300;
    private static final JsonFactory JSON = new JsonFactory();

    /** A quoted text with what makes it the value of a label matcher or label, if anything does. */
    private static final Pattern QUOTED = Pattern.compile("(=~?\\s*+|!~\\s*+)?(\"(?:[^\"\\\\]|\\\\.)*+\"?)");

    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

    static ErrorAnswer read(InputStream in) throws IOException {
        String type = "";
        String error = "";
        try (JsonParser json = JSON.createParser(new LimitedInput(in, LONGEST))) {
            boolean fields = json.nextToken() == JsonToken.START_OBJECT;
            while (fields && json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                boolean text = json.nextToken() == JsonToken.VALUE_STRING;
                if (text && field.equals("errorType")) {
                    type = json.getText();
                } else if (text && field.equals("error")) {
                    error = json.getText();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException | LimitedInput.Exceeded e) {
            return new ErrorAnswer("", "");
        }
        return new ErrorAnswer(type, error);
    }

    boolean isFromPrometheus() {
        return !type.isEmpty() && !error.isEmpty();
    }

    /**
     * Prometheus' message as the author of {@code query} may see it: on one line, not too long, without the values of labels (a
     * failed match prints whole label sets, of series that the author may not be allowed to read) and without quoted text that is
     * not in the query.
     */
    String shownTo(String query) {
        String blanked = QUOTED.matcher(error).replaceAll(match -> {
            boolean value = match.group(1) != null;
            boolean own = query.contains(match.group(2));
            return own && !value ? Matcher.quoteReplacement(match.group()) : (value ? "=" : "") + "\"…\"";
        });
        String line = UNSHOWABLE.matcher(blanked).replaceAll(" ").strip();
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
