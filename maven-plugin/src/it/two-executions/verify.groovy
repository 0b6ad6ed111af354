// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert times('Compiling 1 model source from') == 2
assert times('Nothing to compile: 1 model source up to date') == 2
assert times('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0') >= 2
assert new File(basedir, 'target/classes/example/Line.class').isFile()
assert !new File(basedir, 'target/classes/example/Other.class').exists()
assert new File(basedir, 'target/test-classes/example/Other.class').isFile()
true
