// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
def source = { name -> new File(basedir, "src/main/forja/example/${name}.java") }
['Line', 'Other'].each { name ->
    def lines = source(name).readLines()
    int line = lines.findIndexOf { it.contains('unknownOperator') } + 1
    int column = lines[line - 1].indexOf('unknownOperator') + 1
    def found = log.readLines().findIndexOf { it.contains("${name}.java:[${line},${column}] error: ") }
    assert found >= 0 : "${name}: the error stands at its line and column"
    assert log.readLines()[found + 1].contains(lines[line - 1].trim()) : 'the source line follows'
    def plain = { it.substring(it.indexOf('] ') + 2) }
    String shown = plain(log.readLines()[found + 1])
    String caret = plain(log.readLines()[found + 2])
    assert caret.trim() == '^' && caret.indexOf('^') == shown.indexOf('unknownOperator') : 'the caret stands below'
}
assert said('2 errors in the model sources')
assert said('MojoFailureException')
assert !new File(basedir, 'target/classes/example/Line.class').exists()
true
