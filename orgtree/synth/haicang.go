package synth

import (
	"bytes"
	_ "embed" // the divisions are part of the program
	"io"

	"github.com/jinlin-project/jinlin/orgtree"
)

// haicangSeed makes the district the same on every machine.
const haicangSeed = 20210401

//go:embed district-350205.csv
var haicang []byte

// Haicang is the district of the demonstrations and of the scenarios: the real
// divisions of 350205, the rest drawn from a fixed seed in the size of [Demo].
func Haicang() (*orgtree.Org, error) { return HaicangOf(Demo()) }

// HaicangOf is that district in another size, such as that of [Founding].
func HaicangOf(size Size) (*orgtree.Org, error) {
	return District(haicangSeed, size, HaicangDivisions())
}

// HaicangDivisions are the divisions of 350205, for [District] to grow another size
// on.
func HaicangDivisions() io.Reader { return bytes.NewReader(haicang) }
