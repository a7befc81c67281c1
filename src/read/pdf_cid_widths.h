// Widths of a CIDFont (ISO 32000-1, 9.7.4.3): DW and W, DW2 and W2. Thousandths of an em.
#pragma once
#include <vector>

#include "read/pdf_objects.h"

namespace tianbiao {

struct VerticalMetrics {
    double advance = -1000;          // w1y
    double origin_x = 0, origin_y = 880;  // v: from the horizontal origin to the vertical one
};

class CidWidths {
public:
    CidWidths(const ObjectStore& objects, const Object* cid_font);
    double width(int cid) const;  // -1: a CID that is not known
    VerticalMetrics vertical(int cid) const;

private:
    struct VerticalRange {
        int from, to;
        VerticalMetrics metrics;
    };
    void read_widths(const ObjectStore& objects, const Object* array);
    void read_vertical(const ObjectStore& objects, const Object* array);
    void set(int cid, double width);

    double default_width_ = 1000;
    VerticalMetrics default_vertical_;
    std::vector<float> widths_;  // by CID; negative: the default
    std::vector<VerticalRange> ranges_;
};

}  // namespace tianbiao
