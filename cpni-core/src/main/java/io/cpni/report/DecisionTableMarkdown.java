package io.cpni.report;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.Rule;
import io.cpni.decision.RuleSet;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.rule.FccRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes a decision table as Markdown, equal answers folded. */
final class DecisionTableMarkdown {

    /** The answer to what no rule is about, which is left out. */
    private static final String DEFAULT_RULE = FccRules.noRowPermits().rule();

    private static final String ANY_SITUATION = "any, unless named below";

    private static final int MOST_NAMED = 12;

    private final RuleSet rules;
    private final CarrierSettings carrier;

    DecisionTableMarkdown(RuleSet rules, CarrierSettings carrier) {
        this.rules = rules;
        this.carrier = carrier;
    }

    /** Recipients that have the same answers for the same data. */
    private record Block(Set<RecipientKind> recipients, Set<DataCategory> categories) {

        boolean has(DecisionTableLine line) {
            return recipients.contains(line.recipient()) && categories.contains(line.category());
        }
    }

    /** What of several situations is compared. */
    private record Subject(RecipientKind recipient, DataCategory category) {

        static Subject of(DecisionTableLine line) {
            return new Subject(line.recipient(), line.category());
        }
    }

    void write(Map<DecisionTable.Cell, DecisionTable.Answer> cells, Appendable out) throws IOException {
        head(out);
        Map<Purpose, Map<String, List<DecisionTableLine>>> lines = new LinkedHashMap<>();
        for (DecisionTableLine line : DecisionTableLine.of(cells)) {
            lines.computeIfAbsent(line.purpose(), purpose -> new LinkedHashMap<>())
                    .computeIfAbsent(line.situation(), situation -> new ArrayList<>())
                    .add(line);
        }
        for (Map.Entry<Purpose, Map<String, List<DecisionTableLine>>> purpose : lines.entrySet()) {
            out.append("\n## ").append(purpose.getKey().name()).append("\n\n");
            purpose(purpose.getValue(), out);
        }
        index(out);
    }

    private void head(Appendable out) throws IOException {
        out.append("# What the rules answer\n\n")
                .append(
                        "Generated from the engine; not written by hand. Each line is the answer for one situation, some")
                .append(" recipients,\nsome data and some states of the customer's approval.\n\n")
                .append("- Carrier: provides ")
                .append(carrier.provides().stream().sorted().map(Enum::name).collect(Collectors.joining(", ")))
                .append("; `optOutBlocksAllCpniMarketing` ")
                .append(Boolean.toString(carrier.optOutBlocksAllCpniMarketing()))
                .append("; `minimumAggregateGroup` ")
                .append(Integer.toString(carrier.minimumAggregateGroup()))
                .append("; `simRules` ")
                .append(Boolean.toString(carrier.simRules()))
                .append(".\n")
                .append(
                        "- Unless the situation says otherwise: the accessor is trained staff who needs to know, reads,")
                .append(
                        " and shows nothing\n  masked; the data is asked for because the purpose needs it; the customer")
                .append(" is the one whom the circumstances are\n  about and refused nothing but what the state says;")
                .append(" nobody is contacted or authenticated, nothing supports the use.\n")
                .append(
                        "- Folded: recipients, data and states with equal answers share a line, and so do situations. What")
                .append(" many situations of a\n  purpose have in common stands first and holds where their own lines")
                .append(
                        " name no other answer for the same recipient and\n  data. **What no line names is denied** by ")
                .append(DEFAULT_RULE)
                .append(", as no rule is about it. The CSV beside this page has every\n  combination.\n")
                .append("- Rules: the one that permits or first denies; after `+` those that added obligations.\n")
                .append("- Data: ");
        String separator = "";
        for (DataCategory category : DataCategory.values()) {
            out.append(separator).append(category.code()).append(' ').append(category.name());
            separator = ", ";
        }
        out.append(".\n");
    }

    private static void purpose(Map<String, List<DecisionTableLine>> situations, Appendable out) throws IOException {
        Map<Subject, DecisionTableLine.Answers> common = common(situations.values());
        out.append("| Situation | Recipient | Data | Approval | Answer | Rules | Obligations |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        List<DecisionTableLine> usual = situations.values().iterator().next().stream()
                .flatMap(line -> Optional.ofNullable(common.get(Subject.of(line))).map(line::with).stream())
                .toList();
        situation(ANY_SITUATION, lines(usual, block -> true), out);
        Map<List<String>, List<String>> namesByLines = new LinkedHashMap<>();
        situations.forEach((name, cells) -> namesByLines
                .computeIfAbsent(lines(cells, line -> isWorthLine(line, common)), same -> new ArrayList<>())
                .add(name));
        for (Map.Entry<List<String>, List<String>> names : namesByLines.entrySet()) {
            String name = String.join(" **or** ", names.getValue());
            if (names.getKey().isEmpty()) {
                out.append("| ").append(name).append(" | as above | | | | | |\n");
            }
            situation(name, names.getKey(), out);
        }
    }

    /** Returns the answers that at least half of the situations give, and two; the first of two that are as common. */
    private static Map<Subject, DecisionTableLine.Answers> common(Collection<List<DecisionTableLine>> situations) {
        Map<Subject, Map<DecisionTableLine.Answers, Long>> counts = situations.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        Subject::of,
                        Collectors.groupingBy(DecisionTableLine::answers, LinkedHashMap::new, Collectors.counting())));
        Map<Subject, DecisionTableLine.Answers> common = new HashMap<>();
        counts.forEach((subject, byAnswers) -> byAnswers.forEach((answers, count) -> {
            if (count > 1 && count * 2 >= situations.size() && !answers.areAll(DEFAULT_RULE)) {
                common.putIfAbsent(subject, answers);
            }
        }));
        return common;
    }

    private static boolean isWorthLine(DecisionTableLine line, Map<Subject, DecisionTableLine.Answers> common) {
        DecisionTableLine.Answers usual = common.get(Subject.of(line));
        return usual == null
                ? !line.answers().areAll(DEFAULT_RULE)
                : !line.answers().equals(usual);
    }

    private static void situation(String name, List<String> lines, Appendable out) throws IOException {
        String first = name + ' ';
        for (String line : lines) {
            out.append("| ").append(first).append("| ").append(line).append(" |\n");
            first = "";
        }
    }

    /**
     * Returns the lines of a situation, without the situation: by answers, then by who has them for which data. Left out is
     * what goes without saying: blocks of which nothing is worth a line, and the default where nothing else is common.
     */
    private static List<String> lines(List<DecisionTableLine> cells, Predicate<DecisionTableLine> worthLine) {
        Map<DecisionTableLine.Answers, List<DecisionTableLine>> byAnswers = cells.stream()
                .collect(Collectors.groupingBy(DecisionTableLine::answers, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        byAnswers.forEach((answers, same) -> {
            for (Block block : blocks(same)) {
                if (same.stream().filter(block::has).anyMatch(worthLine)) {
                    answers.states().forEach((answer, states) -> lines.add(line(block, answer, states)));
                }
            }
        });
        return lines;
    }

    private static String line(Block block, DecisionTable.Answer answer, Set<ApprovalState> states) {
        String obligations = answer.obligations().stream().map(Enum::name).collect(Collectors.joining(", "));
        return String.join(
                        " | ",
                        names(block.recipients(), RecipientKind.class, Enum::name),
                        names(block.categories(), DataCategory.class, DataCategory::code),
                        states(states),
                        answer.permitted() ? "**permit**" : "deny",
                        rules(answer))
                + (obligations.isEmpty() ? " |" : " | " + obligations);
    }

    private static List<Block> blocks(List<DecisionTableLine> lines) {
        Map<RecipientKind, Set<DataCategory>> byRecipient = new LinkedHashMap<>();
        for (DecisionTableLine line : lines) {
            byRecipient
                    .computeIfAbsent(line.recipient(), recipient -> EnumSet.noneOf(DataCategory.class))
                    .add(line.category());
        }
        Map<Set<DataCategory>, Set<RecipientKind>> byData = new LinkedHashMap<>();
        byRecipient.forEach((recipient, categories) -> byData.computeIfAbsent(
                        categories, same -> EnumSet.noneOf(RecipientKind.class))
                .add(recipient));
        List<Block> blocks = new ArrayList<>();
        byData.forEach((categories, recipients) -> blocks.add(new Block(recipients, categories)));
        return blocks;
    }

    private static String rules(DecisionTable.Answer answer) {
        return answer.further().isEmpty() ? answer.rule() : answer.rule() + " + " + String.join(", ", answer.further());
    }

    private static String states(Set<ApprovalState> states) {
        int all = ApprovalState.values().length;
        if (states.size() == all) {
            return "any";
        }
        return states.size() > all / 2
                ? "all but " + list(EnumSet.complementOf(EnumSet.copyOf(states)), Enum::name)
                : list(states, Enum::name);
    }

    private static <E extends Enum<E>> String names(Set<E> some, Class<E> type, Function<E, String> name) {
        int all = type.getEnumConstants().length;
        if (some.size() == all) {
            return "all";
        }
        return some.size() > Math.min(MOST_NAMED, all * 2 / 3)
                ? "all but " + list(EnumSet.complementOf(EnumSet.copyOf(some)), name)
                : list(some, name);
    }

    private static <E> String list(Collection<E> some, Function<? super E, String> name) {
        return some.stream().map(name).collect(Collectors.joining(", "));
    }

    private void index(Appendable out) throws IOException {
        out.append("\n## Rules\n\n| Rule | Kind | Source |\n| --- | --- | --- |\n");
        for (Rule rule : rules.rules()) {
            out.append("| ")
                    .append(rule.id())
                    .append(" | ")
                    .append(kind(rule))
                    .append(" | ")
                    .append(rule.citation())
                    .append(" |\n");
        }
    }

    private static String kind(Rule rule) {
        List<String> kinds = new ArrayList<>();
        if (rule instanceof Rule.Ban) {
            kinds.add("denies");
        }
        if (rule instanceof Rule.Row) {
            kinds.add("permits or withholds");
        }
        if (rule instanceof Rule.Veto veto) {
            kinds.add("takes back " + veto.rows().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (rule instanceof Rule.Adder) {
            kinds.add("adds obligations");
        }
        return String.join("; ", kinds);
    }
}
