package orgtree

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// codesOfEveryLength is three codes of every length: one of digits, one of the
// lowest character, one of the highest. The three of a length share no cell.
func codesOfEveryLength() (codes []Code) {
	for n := 1; n <= MaxCode; n++ {
		codes = append(codes, Code(strings.Repeat("350205001", 4)[:n]),
			Code(strings.Repeat("-", n)), Code(strings.Repeat("z", n)))
	}
	return codes
}

func writeCells(codes []Code) cellText {
	var c cells
	for _, code := range codes {
		c.add(code)
	}
	return c.written(0)
}

// A cell gives back the code that was put in, of whatever length, and codes that
// fit are what they are hashed and compared as.
func TestCellsGiveBackTheirCodes(t *testing.T) {
	codes := codesOfEveryLength()
	text := writeCells(codes)
	require.Equal(t, len(codes), text.len())
	for i, code := range codes {
		cell := text.cell(i)
		require.Equal(t, code, text.code(cell))
		require.Equal(t, len(code) > cellSize, isLong(cell[cellSize-1]), "%s", code)
		if len(code) < cellSize {
			a, z := image(string(code))
			require.Equal(t, [2]uint64{word(cell, 0), word(cell, 8)}, [2]uint64{a, z}, "%s", code)
		}
	}
	require.Len(t, text.long, 3*(MaxCode*(MaxCode+1)-cellSize*(cellSize+1))/2, "only long codes stand beside")
}

// The part behind a number of cells is read with the same codes beside.
func TestCellsFromTheMiddle(t *testing.T) {
	codes := codesOfEveryLength()
	var c cells
	for _, code := range codes {
		c.add(code)
	}
	for first := range codes {
		rest := c.written(first)
		require.Equal(t, len(codes)-first, rest.len())
		require.Equal(t, codes[first], rest.code(rest.cell(0)))
	}
}

// Siblings stand by code, however cells are compared: also where one is the
// beginning of the other, or both are long and begin the same.
func TestSiblingsStandByCode(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 5))
		codes := append(randomCodes(r, 60), codesOfEveryLength()...)
		for range 40 { // long ones with a common beginning
			codes = append(codes, Code("350205001001")+Code(strings.Repeat("0", 4+r.IntN(8)))+Code(rune('a'+r.IntN(26)))+"x")
		}
		r.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
		w := sorting{text: writeCells(codes)}
		records := make([]int32, len(codes))
		for i := range records {
			records[i] = int32(i)
		}
		var got []Code
		for _, i := range w.byCode(records) {
			got = append(got, codes[i])
		}
		slices.Sort(codes)
		require.Equal(t, codes, got)
	}
}

// hostile are texts that look like cells, but are no codes.
func hostile(codes []Code) (texts []Code) {
	texts = []Code{"", "\x00", Code(strings.Repeat("\x00", cellSize)), Code(strings.Repeat("9", MaxCode+1)), Code(strings.Repeat("9", 4000))}
	text := writeCells(codes)
	for i, code := range codes {
		cell := text.cell(i)
		texts = append(texts, code+"\x00", "\x00"+code, code[:len(code)-1]+"\x01")
		if cell[cellSize-1] <= MaxCode {
			texts = append(texts, Code(cell)) // the cell itself, of which the last byte is a length
		}
	}
	return texts
}

// Asking for what is no code finds nothing, not even what has the same bytes as
// a cell.
func TestTableFindsNothingForWhatIsNoCode(t *testing.T) {
	codes := codesOfEveryLength()
	table := newTable(writeCells(codes))
	for _, text := range hostile(codes) {
		require.Equal(t, NoRef, table.find(text), "%q", text)
		for i, known := range codes {
			x, y := table.findTwo(text, known)
			require.Equal(t, [2]Ref{NoRef, Ref(i)}, [2]Ref{x, y}, "%q", text)
			x, y = table.findTwo(known, text)
			require.Equal(t, [2]Ref{Ref(i), NoRef}, [2]Ref{x, y}, "%q", text)
		}
	}
}

// Of a code that stands there twice the first is found, which is how an import
// knows the second.
func TestTableFindsTheFirstOfTwo(t *testing.T) {
	for _, code := range codesOfEveryLength() {
		table := newTable(writeCells([]Code{"other", code, code}))
		require.Equal(t, Ref(1), table.find(code))
	}
}

// The codes of a run of handles are those of the handles one by one, behind
// what was there before.
func TestAppendCodes(t *testing.T) {
	codes := codesOfEveryLength()
	table := newTable(writeCells(codes))
	for from := range Ref(len(codes)) {
		for to := from; to <= Ref(len(codes)); to += 7 {
			got := table.appendCodes([]Code{"first"}, from, to)
			require.Equal(t, append([]Code{"first"}, codes[from:to]...), got)
		}
	}
	room := make([]Code, 1, 200)
	got := table.appendCodes(room, 0, 9)
	require.Same(t, &room[0], &got[0], "room that is there is used")
	require.NotPanics(t, func() { table.appendCodes(nil, 0, 0) })
}

// districtCodes are codes as a district of the country has them: communities of
// towns, their compounds, buildings and Party organisations.
func districtCodes(towns, communities, compounds int) (codes []Code) {
	for t := range towns {
		for c := range communities {
			community := fmt.Sprintf("%06d%03d%03d", 110101+t/9*7, t%9+1, c+1)
			codes = append(codes, Code(community), Code("P"+community))
			for k := range compounds {
				compound := fmt.Sprintf("%s%03d", community, k+1)
				codes = append(codes, Code(compound), Code("P"+compound), Code(compound+"001"), Code(compound+"002"))
			}
		}
	}
	return codes
}

// Codes of every form spread over the table as well as by chance: a search looks
// at hardly more slots than (1+1/(1-load))/2, which is what chance would give.
func TestCodesSpreadOverTheTable(t *testing.T) {
	for name, codes := range map[string][]Code{
		"a town": districtCodes(1, 5, 5), "a district": districtCodes(6, 8, 10), "a large one": districtCodes(9, 49, 20),
		"a province": districtCodes(2000, 15, 0), "with compounds": districtCodes(4000, 9, 1), "a city": districtCodes(300, 12, 9),
		"towns of a country": newWorld(120_000).codes, "more of them": newWorld(650_000).codes,
	} {
		table := newTable(writeCells(codes))
		mask, looks := len(table.slot)-1, 0
		for r := range codes {
			i := int(table.hash(r) >> table.shift)
			for looks++; int(table.slot[i&mask]&table.refs()) != r+1; looks++ {
				i++
			}
		}
		load := float64(len(codes)) / float64(len(table.slot))
		require.Less(t, float64(looks)/float64(len(codes)), 1.25*(1+1/(1-load))/2, "%s at a load of %.2f", name, load)
	}
}

// FuzzTable looks for texts on which the table and a map disagree.
func FuzzTable(f *testing.F) {
	f.Add("350205 350205001 350205001001", "350205001")
	f.Add("P350205001001001 350205001001001001", "P350205001001001")
	f.Add("a ab abc", "ab\x00")
	f.Fuzz(func(t *testing.T, all, asked string) {
		var codes []Code
		at := map[Code]Ref{}
		for word := range strings.FieldsSeq(all) {
			code := Code(word)
			if _, twice := at[code]; code.Valid() && !twice {
				at[code] = Ref(len(codes))
				codes = append(codes, code)
			}
		}
		table := newTable(writeCells(codes))
		want, found := at[Code(asked)]
		if !found {
			want = NoRef
		}
		require.Equal(t, want, table.find(Code(asked)))
		for i, code := range codes {
			x, y := table.findTwo(code, Code(asked))
			require.Equal(t, [2]Ref{Ref(i), want}, [2]Ref{x, y})
		}
	})
}
