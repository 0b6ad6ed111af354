// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert said('Compiling 2 model sources from')
assert said('Compiling 1 model source from')
def removal = log =~ /Removed \d+ class files? that no model source makes any more/
assert removal.find()
def classes = new File(basedir, 'target/classes/example')
assert new File(classes, 'Line.class').isFile()
assert new File(classes, 'Service.class').isFile()
assert classes.list().findAll { it.startsWith('Other') }.isEmpty()
true
