package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;

/** Numbers as Java writes them. */
final class Literals {
    private Literals() {}

    static Datum whole(LiteralStringValueExpr literal, Location at) {
        try {
            return new Datum.Numeral(
                    literal instanceof IntegerLiteralExpr small
                            ? small.asNumber()
                            : ((LongLiteralExpr) literal).asNumber());
        } catch (NumberFormatException _) {
            throw Problem.at(at, "", "an integer out of range")
                    .expected("a number in the range of its type", literal.getValue())
                    .hint("write L behind a long");
        }
    }

    static Datum real(DoubleLiteralExpr literal) {
        var text = literal.getValue().replace("_", "");
        char last = text.charAt(text.length() - 1);
        boolean isHex = text.startsWith("0x") || text.startsWith("0X");
        boolean isFloat =
                last == 'F' || last == 'f'
                        ? !isHex || text.indexOf('p') > 0 || text.indexOf('P') > 0
                        : false;
        return isFloat
                ? new Datum.Numeral(Float.parseFloat(text))
                : new Datum.Numeral(Double.parseDouble(text));
    }
}
