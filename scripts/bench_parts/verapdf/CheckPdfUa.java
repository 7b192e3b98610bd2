import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** For each file: its name, how many checks were made, and each rule of PDF/UA-1 that it breaks with how often. */
public class CheckPdfUa {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), PDFAFlavour.PDFUA_1)) {
                var result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
                var broken = new TreeMap<String, Integer>();
                for (TestAssertion each : result.getTestAssertions())
                    if (each.getStatus() == TestAssertion.Status.FAILED)
                        broken.merge(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber(), 1, Integer::sum);
                System.out.println(file + "\t" + result.getTotalAssertions() + "\t" + broken);
            }
        }
    }
}
