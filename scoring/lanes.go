package scoring

// A part is counted in up to a dozen of some forty classes. Adding to each of
// them alone would cost a dozen steps; so eight one-byte counters share a word
// (a lane each), and eight classes are counted by one addition. Before a lane
// can run over, which is after 255 rows, a cell's lanes are emptied into wide
// counters. Nobody outside this file and the tally sees lanes.

const (
	laneBits   = 8
	laneWords  = 5
	laneCount  = laneWords * 8
	laneRows   = laneCount - 1 // the last lane counts the rows since it was emptied
	lanesFull  = 1<<laneBits - 1
	cellOffset = laneCount // a row's cell stands above its marks
	mostCells  = 1 << (64 - cellOffset)
)

// Every class has a lane, and one is left for the rows.
var _ [laneRows - classes]struct{}

// lanes are the small counters of one cell.
type lanes [laneWords]uint64

// spread has, for every byte, a one in the lane of each bit that is set.
var spread = func() (table [256]uint64) {
	for b := range table {
		for bit := range 8 {
			table[b] |= uint64(b>>bit&1) << (bit * laneBits)
		}
	}
	return table
}()

// A Row is one part as a tally counts it: the cell of its unit, period and list,
// and its classes. Eight bytes hold what is needed of ten million parts in
// eighty megabytes. A row belongs to the tally that made it.
type Row uint64

// add counts a row and reports whether the lanes must be emptied now.
func (l *lanes) add(r Row) bool {
	l[0] += spread[uint8(r)]
	l[1] += spread[uint8(r>>8)]
	l[2] += spread[uint8(r>>16)]
	l[3] += spread[uint8(r>>24)]
	l[4] += spread[uint8(r>>32)]
	return l.rows() == lanesFull
}

// rows is how many rows were counted since the lanes were emptied; no lane has
// more.
func (l *lanes) rows() uint64 { return l[laneWords-1] >> (laneRows % 8 * laneBits) }

// of is the count in a class's lane.
func (l *lanes) of(c Class) uint64 { return l[c/8] >> (c % 8 * laneBits) & lanesFull }

// Counts are the counters of all classes, for one unit over some lists.
type Counts [classes]uint64

// Of returns how often a class was counted.
func (c *Counts) Of(class Class) uint64 { return c[class] }

// addLanes adds the small counters.
func (c *Counts) addLanes(l *lanes) {
	for w, word := range l {
		for c8 := w * 8; word != 0 && c8 < classes; c8++ {
			c[c8] += word & lanesFull
			word >>= laneBits
		}
	}
}

// add adds counters.
func (c *Counts) add(o *Counts) {
	for i := range c {
		c[i] += o[i]
	}
}
