package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.cli.EnvironmentDefaults.EnvironmentConfigured;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The program's options as a page to read. */
final class CliReference {
    private static final String HEAD = """
            # The command line

            <!-- Generated from the commands themselves by CliReferenceTest; to write it anew, run that test with -Dgolden.update=true. -->

            One program, `predictive-scaler`, in one jar: `java -jar predictive-scaler.jar COMMAND`. `--help` of each command says what stands here.

            | command | |
            |---|---|
            """;

    /** As the descriptions put it, for --help. */
    private static final Pattern STANDARD = Pattern.compile("\\s*\\(default: ([^()]*)\\)");

    private final CommandLine program;

    CliReference(CommandLine program) {
        this.program = program;
    }

    /** The commands that do something, in the order of {@code --help}. */
    List<CommandLine> commands() {
        return program.getSubcommands().values().stream()
                .distinct()
                .filter(command -> !command.getCommandName().equals("help"))
                .toList();
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (CommandLine command : commands()) {
            String name = command.getCommandName();
            text.append("| [`").append(name).append("`](#").append(name).append(") | ");
            text.append(firstSentence(command.getCommandSpec())).append(" |\n");
        }
        text.append("\n## Every command\n");
        options(text, program.getCommandSpec());
        exits(text, program.getCommandSpec());
        for (CommandLine command : commands()) {
            text.append("\n## ").append(command.getCommandName()).append('\n');
            append(text, command);
        }
        return text.toString();
    }

    private void append(StringBuilder text, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        text.append("\n```\n").append(synopsis(command)).append("\n```\n");
        paragraphs(text, spec.usageMessage().description());
        if (!spec.positionalParameters().isEmpty()) {
            text.append("\n| argument | |\n|---|---|\n");
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                text.append("| `").append(parameter.paramLabel()).append("` | ");
                text.append(description(parameter)).append(" |\n");
            }
        }
        options(text, spec);
        paragraphs(text, spec.usageMessage().footer());
        if (!spec.usageMessage()
                .exitCodeList()
                .equals(program.getCommandSpec().usageMessage().exitCodeList())) {
            exits(text, spec);
        }
    }

    private static void paragraphs(StringBuilder text, String... paragraphs) {
        Arrays.stream(paragraphs)
                .map(CliReference::rendered)
                .filter(paragraph -> !paragraph.isBlank())
                .forEach(paragraph -> text.append('\n').append(paragraph).append('\n'));
    }

    /** Those that the command does not share with all others. */
    private void options(StringBuilder text, CommandSpec spec) {
        boolean environment = spec.userObject() instanceof EnvironmentConfigured;
        text.append("\n| option | default | ")
                .append(environment ? "environment | " : "")
                .append("|\n|---|---|");
        text.append(environment ? "---|" : "").append("---|\n");
        for (OptionSpec option : spec.options()) {
            boolean everywhere = option.inherited() || option.usageHelp() || option.versionHelp();
            if (option.hidden() || everywhere && spec.parent() != null) {
                continue;
            }
            text.append("| ")
                    .append(names(option))
                    .append(" | ")
                    .append(standard(option))
                    .append(" | ");
            if (environment) {
                text.append('`')
                        .append(EnvironmentDefaults.variable(option.longestName()))
                        .append("` | ");
            }
            text.append(description(option)).append(" |\n");
        }
    }

    private static void exits(StringBuilder text, CommandSpec spec) {
        text.append("\n| exit code | |\n|---|---|\n");
        for (Map.Entry<String, String> exit : spec.usageMessage().exitCodeList().entrySet()) {
            text.append("| ")
                    .append(exit.getKey().strip())
                    .append(" | ")
                    .append(cell(exit.getValue()))
                    .append(" |\n");
        }
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip();
    }

    private static String firstSentence(CommandSpec spec) {
        String all = rendered(String.join(" ", spec.usageMessage().description()));
        return cell(all.replaceFirst("(?s)(?<=[.])\\s.*", ""));
    }

    private static String names(OptionSpec option) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return Arrays.stream(option.names())
                .map(name -> "`" + name + (name.equals(option.longestName()) ? label : "") + "`")
                .map(CliReference::cell)
                .collect(Collectors.joining(", "));
    }

    private static String standard(OptionSpec option) {
        var said = STANDARD.matcher(said(option));
        if (said.find()) {
            String what = said.group(1);
            return what.equals(option.defaultValue()) ? "`" + what + "`" : cell(what);
        }
        if (option.required()) {
            return "**required**";
        }
        return Optional.ofNullable(option.defaultValue())
                .filter(value -> !value.isEmpty())
                .map(value -> "`" + value + "`")
                .orElse("");
    }

    private static String description(ArgSpec argument) {
        return cell(STANDARD.matcher(said(argument)).replaceAll(""));
    }

    private static String said(ArgSpec argument) {
        return rendered(String.join(" ", argument.description()));
    }

    private static String rendered(String text) {
        return Ansi.OFF.string(text).replace("%n", " ").replace("%%", "%").strip();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
