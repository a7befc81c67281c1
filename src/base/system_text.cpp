#include "base/system_text.h"

#include <array>
#include <cerrno>
#include <string_view>

namespace tianbiao {
namespace {

struct SystemFault {
    int number;
    std::string_view text;
};
constexpr std::array faults{
    SystemFault{ENOENT, "文件或文件夹不存在，请检查路径"},
    SystemFault{EACCES, "没有权限，请换一个位置或改权限"},
    SystemFault{EPERM, "没有权限，请换一个位置或改权限"},
    SystemFault{EISDIR, "这是一个文件夹，请写出文件名"},
    SystemFault{ENOTDIR, "路径中有一段不是文件夹，请检查路径"},
    SystemFault{ENOSPC, "磁盘空间不足，请清理后再试"},
    SystemFault{EDQUOT, "磁盘配额已用完，请清理后再试"},
    SystemFault{EFBIG, "文件超过系统允许的大小"},
    SystemFault{EROFS, "此处只能读取，请换一个位置"},
    SystemFault{ENAMETOOLONG, "文件名过长，请改短"},
    SystemFault{ELOOP, "符号链接绕成了圈，请检查路径"},
    SystemFault{EPIPE, "接收的程序已经退出"},
    SystemFault{EIO, "磁盘读写出错"},
    SystemFault{EBUSY, "正被占用，请稍后再试"},
    SystemFault{ETXTBSY, "正被占用，请稍后再试"},
    SystemFault{EMFILE, "打开的文件过多"},
    SystemFault{ENFILE, "打开的文件过多"},
    SystemFault{ENOMEM, "内存不足"},
    SystemFault{EBADF, "没有打开，或方向不对"},
    SystemFault{ENXIO, "设备不存在"},
    SystemFault{ENODEV, "设备不存在"},
};

}  // namespace

std::string system_text(int error_number) {
    for (const SystemFault& fault : faults)
        if (fault.number == error_number) return std::string(fault.text);
    return "系统错误 " + std::to_string(error_number);
}

}  // namespace tianbiao
