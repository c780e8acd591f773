package orgtree

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"github.com/jinlin-project/jinlin/civil"
)

// ImportOptions says how to read a file of divisions. The zero value reads a
// national or provincial file whose units exist from 1970-01-01 on.
type ImportOptions struct {
	// From is the first day of every unit.
	From civil.Date
	// Root is a code whose superiors are not in the file: a file of one district
	// begins with the district. Provinces need no superior in any case.
	Root Code
}

// codeLevels gives the kind of a division by the length of its code, and how
// much of it is the code of the superior (统计用区划代码：2、2、2、3、3位); read-only.
var codeLevels = map[int]struct {
	kind   Kind
	parent int
}{
	2: {Province, 0}, 4: {City, 2}, 6: {District, 4}, 9: {Town, 6}, 12: {Community, 9},
}

// ImportDivisions reads the divisions of the national statistical standard:
// UTF-8 lines of "code,name" in any order, the first of which may be the heading
// "code,name"; the mark that spreadsheets put before UTF-8 is passed over. Codes
// are digits of the lengths 2, 4, 6, 9 and 12; what a unit is follows from the
// length, its superior from the code cut short, its form from the last three
// digits where they say one.
//
// The error is an [*InvalidError] that names every faulty line ("line 17.code"),
// or what the reader reported.
func ImportDivisions(r io.Reader, options ImportOptions) (*Org, error) {
	text, err := withoutMark(r)
	if err != nil {
		return nil, err
	}
	im := &importing{options: options, csv: csv.NewReader(text)}
	im.csv.ReuseRecord, im.csv.FieldsPerRecord = true, -1
	if err := im.read(); err != nil {
		return nil, err
	}
	im.connect()
	if err := im.faults.err(); err != nil {
		return nil, err
	}
	o := New()
	o.base = im.draft.block()
	return o, nil
}

// withoutMark passes over the mark that spreadsheets put before UTF-8.
func withoutMark(r io.Reader) (*bufio.Reader, error) {
	const mark = "\ufeff"
	text := bufio.NewReader(r)
	begin, err := text.Peek(len(mark))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(begin) == mark {
		_, err = text.Discard(len(mark))
		return text, err
	}
	return text, nil
}

// importing is a file being read.
type importing struct {
	options ImportOptions
	csv     *csv.Reader
	draft   draft
	lines   []int32 // line of each record
	faults  faults
}

func (im *importing) read() error {
	for first := true; ; first = false {
		row, err := im.csv.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &broken):
			im.faults.add(linePath(int32(broken.Line)), BadLine)
		case err != nil:
			return err
		case first && isHeading(row):
		default:
			line, _ := im.csv.FieldPos(0)
			im.add(row, int32(line))
		}
	}
}

func isHeading(row []string) bool { return len(row) == 2 && row[0] == "code" && row[1] == "name" }

func linePath(line int32) string { return "line " + strconv.Itoa(int(line)) }

func (im *importing) add(row []string, line int32) {
	if len(row) != 2 {
		im.faults.add(linePath(line), BadLine)
		return
	}
	level, known := codeLevels[len(row[0])]
	last, digits := lastDigits(row[0])
	if !known || !digits {
		im.faults.add(linePath(line)+".code", BadCode)
	}
	if !validName(row[1]) {
		im.faults.add(linePath(line)+".name", BadName)
	}
	if known && digits { // a unit whose name is wrong is there all the same for those below it
		im.draft.add(Code(row[0]), -1, level.kind, bandOf(level.kind, last), row[1], im.options.From)
		im.lines = append(im.lines, line)
	}
}

// lastDigits reads the last three digits of a code, and whether all are digits.
func lastDigits(code string) (last int, digits bool) {
	for i := range len(code) {
		if code[i] < '0' || code[i] > '9' {
			return 0, false
		}
		if i >= len(code)-3 {
			last = last*10 + int(code[i]-'0')
		}
	}
	return last, true
}

// connect finds every superior, and codes that occur twice.
func (im *importing) connect() {
	t := newTable(im.draft.cells.written(0))
	for i := range im.draft.parent {
		code := t.code(Ref(i))
		if t.find(code) != Ref(i) {
			im.faults.add(linePath(im.lines[i])+".code", Duplicate)
		}
		n := codeLevels[len(code)].parent
		if n == 0 {
			continue
		}
		p := t.find(code[:n])
		if p == NoRef && code != im.options.Root {
			im.faults.add(linePath(im.lines[i])+".code", MissingFromFile)
		}
		im.draft.parent[i] = int32(p)
	}
}
