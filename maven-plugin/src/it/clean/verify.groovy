// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert said('Compiling 1 model source from')
assert said('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
assert said('forja:compile') : 'the help goal lists the goals'
assert new File(basedir, 'target/classes/example/Line.class').isFile()
def jar = new java.util.jar.JarFile(new File(basedir, 'target/clean-1.jar'))
assert jar.getEntry('example/Line.class') != null
assert jar.getEntry('example/Line.java') == null
jar.close()
assert !new File(basedir, 'target/forja/models/classes').exists() : 'nothing staged is left'
true
