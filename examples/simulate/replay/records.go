package replay

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/jinlin-project/jinlin/governance"
)

// longest bounds a record, in bytes, so that one quote too many does not read all of a
// file into memory.
const longest = 256 << 10

// records reads a file of separated columns as RFC 4180 has it, and strictly: a quote
// stands only where one may. What is broken is named, and reading goes on with the next
// line.
type records struct {
	in    *bufio.Reader
	comma byte
	line  int // that was read last
	first int // of the record that was read last

	whole []byte // the record's cells without their quotes, one after another
	ends  []int
	long  []byte // a line that did not fit in the buffer
}

func newRecords(in io.Reader, comma byte) *records {
	r := &records{in: bufio.NewReaderSize(in, 64<<10), comma: comma}
	if mark, _ := r.in.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = r.in.Discard(3) // they were just seen
	}
	return r
}

// len is how many cells the record has.
func (r *records) len() int { return len(r.ends) }

// cell is a cell of the record, until the next is read.
func (r *records) cell(i int) []byte {
	from := 0
	if i > 0 {
		from = r.ends[i-1]
	}
	return r.whole[from:r.ends[i]]
}

// broken is what is wrong with the writing of a record, at which of its cells.
type broken struct {
	code   string
	detail governance.Text
	cell   int
}

var (
	tooLong   = broken{code: "too-long", detail: governance.Text{Zh: "一条记录过长，可能缺少引号", En: "the record is too long; a quote may be missing"}}
	bareQuote = broken{code: "bare-quote", detail: governance.Text{Zh: "引号位置不对", En: "a quote stands where none may"}}
	unclosed  = broken{code: "open-quote", detail: governance.Text{Zh: "引号没有结束", En: "a quote does not end"}}
)

// next reads a record, passing over empty lines. What is broken is not an error; that
// is what ends the file, or the reading of it.
func (r *records) next() (*broken, error) {
	for {
		line, err := r.readLine()
		r.first = r.line
		switch {
		case err != nil:
			return nil, err
		case line == nil:
			return &tooLong, nil
		case len(line) > 0 && !bytes.Equal(line, []byte{'\n'}):
			return r.split(line)
		}
	}
}

// split takes a line apart, with those after it that its quotes reach into.
func (r *records) split(line []byte) (*broken, error) {
	r.whole, r.ends = r.whole[:0], r.ends[:0]
	for {
		if len(line) == 0 || line[0] != '"' {
			i := bytes.IndexByte(line, r.comma)
			cell := line
			if i >= 0 {
				cell = line[:i]
			} else {
				cell = bytes.TrimSuffix(cell, []byte{'\n'})
			}
			if bytes.IndexByte(cell, '"') >= 0 {
				return r.broke(bareQuote), nil
			}
			r.end(cell)
			if i < 0 {
				return nil, nil
			}
			line = line[i+1:]
			continue
		}
		rest, bad, err := r.quoted(line[1:])
		if bad != nil || err != nil {
			return bad, err
		}
		r.ends = append(r.ends, len(r.whole))
		if len(rest) == 0 || rest[0] != r.comma {
			return nil, nil
		}
		line = rest[1:]
	}
}

func (r *records) end(cell []byte) {
	r.whole = append(r.whole, cell...)
	r.ends = append(r.ends, len(r.whole))
}

func (r *records) broke(b broken) *broken {
	b.cell = len(r.ends)
	return &b
}

// quoted reads a cell behind its first quote and returns what follows its last: the
// rest of the line, which is empty, begins with a separator or is the line's end.
func (r *records) quoted(line []byte) ([]byte, *broken, error) {
	for {
		i := bytes.IndexByte(line, '"')
		if i < 0 {
			if len(r.whole)+len(line) > longest {
				return nil, r.broke(tooLong), nil
			}
			r.whole = append(r.whole, line...)
			next, err := r.readLine()
			switch {
			case errors.Is(err, io.EOF):
				return nil, r.broke(unclosed), nil
			case err != nil:
				return nil, nil, err
			case next == nil:
				return nil, r.broke(tooLong), nil
			}
			line = next
			continue
		}
		r.whole = append(r.whole, line[:i]...)
		line = line[i+1:]
		switch {
		case len(line) == 0 || line[0] == r.comma || line[0] == '\n':
			return line, nil, nil
		case line[0] != '"':
			return nil, r.broke(bareQuote), nil
		}
		r.whole = append(r.whole, '"')
		line = line[1:]
	}
}

// readLine reads a line with its end, which is one byte however it is written; nil for
// one that is too long, which is passed over.
func (r *records) readLine() ([]byte, error) {
	r.long = r.long[:0]
	skipped := false
	for {
		part, err := r.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			if skipped = skipped || len(r.long)+len(part) > longest; !skipped {
				r.long = append(r.long, part...)
			}
			continue
		}
		if last := errors.Is(err, io.EOF) && len(part)+len(r.long) > 0; err != nil && !last {
			return nil, err
		}
		r.line++
		if len(r.long) > 0 || skipped {
			if skipped || len(r.long)+len(part) > longest {
				return nil, nil
			}
			r.long = append(r.long, part...)
			part = r.long
		}
		return plainEnd(part), nil
	}
}

// plainEnd writes the end of a line as one byte; a return before the end of the file
// is dropped.
func plainEnd(line []byte) []byte {
	n := len(line)
	switch {
	case n >= 2 && line[n-2] == '\r' && line[n-1] == '\n':
		line[n-2] = '\n'
		return line[:n-1]
	case n >= 1 && line[n-1] == '\r':
		return line[:n-1]
	}
	return line
}
