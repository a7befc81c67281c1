// Says for each file whether PDFBox Preflight takes it for valid PDF/A-1b, and what it has against it.
import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Preflight {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            ValidationResult result;
            try {
                PreflightParser parser = new PreflightParser(new File(file));
                parser.parse();
                try (PreflightDocument document = parser.getPreflightDocument()) {
                    document.validate();
                    result = document.getResult();
                }
            } catch (SyntaxValidationException fault) {
                result = fault.getResult();
            }
            if (result.isValid()) System.out.println(file + ": is a valid PDF/A-1b file");
            for (ValidationResult.ValidationError error : result.getErrorsList()) {
                System.out.println(file + ": " + error.getErrorCode() + ": " + error.getDetails());
            }
        }
    }
}
