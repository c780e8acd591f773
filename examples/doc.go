// Package examples holds the programs that show jinlin at work, each in a
// directory of its own. Nothing may import from here, and nothing here is
// released: whatever a second program needs belongs in a package below.
package examples
